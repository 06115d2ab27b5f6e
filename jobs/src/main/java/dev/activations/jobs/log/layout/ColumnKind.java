package dev.activations.jobs.log.layout;

import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.BooleanType;
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

/** What a column of a log may hold: the types accepted, in words and in Spark's terms, and the type it is read as. */
enum ColumnKind {
    TEXT("a string"),
    INTEGER("an integer"),
    VALUES("array<float> or array<double>"),
    INTEGERS("array<int>"),
    MASK("boolean or array<boolean>");

    private final String words;

    ColumnKind(String words) {
        this.words = words;
    }

    String words() {
        return words;
    }

    boolean accepts(DataType type) {
        return switch (this) {
            case TEXT -> type instanceof StringType;
            case INTEGER -> isInteger(type);
            case VALUES -> type instanceof ArrayType array && array.elementType() instanceof NumericType;
            case INTEGERS -> type instanceof ArrayType array && isInteger(array.elementType());
            case MASK -> type instanceof BooleanType || isArrayOfBooleans(type);
        };
    }

    /** The type that an accepted one is read as; a column that is absent is read as this of {@code null}. */
    DataType readAs(DataType type) {
        return switch (this) {
            case TEXT -> DataTypes.StringType;
            case INTEGER -> DataTypes.LongType;
            case VALUES -> isArrayOfFractions(type) ? type : DataTypes.createArrayType(DataTypes.DoubleType);
            case INTEGERS -> DataTypes.createArrayType(DataTypes.IntegerType);
            case MASK -> isArrayOfBooleans(type) ? type : DataTypes.BooleanType;
        };
    }

    private static boolean isInteger(DataType type) {
        return type instanceof LongType
                || type instanceof IntegerType
                || type instanceof ShortType
                || type instanceof ByteType;
    }

    private static boolean isArrayOfFractions(DataType type) {
        return type instanceof ArrayType array
                && (array.elementType() instanceof FloatType || array.elementType() instanceof DoubleType);
    }

    private static boolean isArrayOfBooleans(DataType type) {
        return type instanceof ArrayType array && array.elementType() instanceof BooleanType;
    }
}
