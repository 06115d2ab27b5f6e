package dev.activations.jobs.log;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.ByteType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DoubleType;
import org.apache.spark.sql.types.FloatType;
import org.apache.spark.sql.types.IntegerType;
import org.apache.spark.sql.types.LongType;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.ShortType;
import org.apache.spark.sql.types.StringType;

/** The columns of an activation log, with the types they may have. docs/log-format.md explains each. */
public enum LogColumn {
    RUN(Kind.TEXT, false),
    STEP(Kind.INTEGER, true),
    LAYER(Kind.TEXT, true),
    DEPTH(Kind.INTEGER, false),
    ACTIVATION(Kind.TEXT, false),
    SAMPLE(Kind.INTEGER, false),
    PRE(Kind.VALUES, false),
    POST(Kind.VALUES, false);

    private enum Kind {
        TEXT("a string"),
        INTEGER("an integer"),
        VALUES("array<float> or array<double>");

        private final String words;

        Kind(String words) {
            this.words = words;
        }
    }

    private final Kind kind;
    private final boolean required;

    LogColumn(Kind kind, boolean required) {
        this.kind = kind;
        this.required = required;
    }

    /** The column of this name in docs/log-format.md. */
    public static Optional<LogColumn> named(String name) {
        return Arrays.stream(values())
                .filter(column -> column.toString().equals(name))
                .findFirst();
    }

    static String names() {
        return Arrays.stream(values()).map(LogColumn::toString).collect(Collectors.joining(", "));
    }

    boolean isRequired() {
        return required;
    }

    String expectedType() {
        return kind.words;
    }

    boolean accepts(DataType type) {
        return switch (kind) {
            case TEXT -> type instanceof StringType;
            case INTEGER ->
                type instanceof LongType
                        || type instanceof IntegerType
                        || type instanceof ShortType
                        || type instanceof ByteType;
            case VALUES -> type instanceof ArrayType array && array.elementType() instanceof NumericType;
        };
    }

    /** The type that the column is read as; numbers other than floats are widened to double. */
    DataType readAs(DataType type) {
        return switch (kind) {
            case TEXT -> DataTypes.StringType;
            case INTEGER -> DataTypes.LongType;
            case VALUES ->
                type instanceof ArrayType array
                                && (array.elementType() instanceof FloatType
                                        || array.elementType() instanceof DoubleType)
                        ? type
                        : DataTypes.createArrayType(DataTypes.DoubleType);
        };
    }

    /** The name by default. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
