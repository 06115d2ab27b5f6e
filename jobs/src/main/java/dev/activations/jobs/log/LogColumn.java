package dev.activations.jobs.log;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.spark.sql.types.DataType;

/** The columns of an activation log. docs/log-format.md explains each. */
public enum LogColumn {
    RUN(ColumnKind.TEXT, false),
    STEP(ColumnKind.INTEGER, true),
    LAYER(ColumnKind.TEXT, true),
    DEPTH(ColumnKind.INTEGER, false),
    ACTIVATION(ColumnKind.TEXT, false),
    SAMPLE(ColumnKind.INTEGER, false),
    PRE(ColumnKind.VALUES, false),
    POST(ColumnKind.VALUES, false),
    SHAPE(ColumnKind.INTEGERS, false),
    POSITION(ColumnKind.INTEGER, false),
    GRADIENT(ColumnKind.VALUES, false),
    MASK(ColumnKind.MASK, false);

    private final ColumnKind kind;
    private final boolean required;

    LogColumn(ColumnKind kind, boolean required) {
        this.kind = kind;
        this.required = required;
    }

    /** The column of this name in docs/log-format.md. */
    public static Optional<LogColumn> named(String name) {
        return Arrays.stream(values())
                .filter(column -> column.toString().equals(name))
                .findFirst();
    }

    /** All names by default, separated by commas. */
    public static String names() {
        return Arrays.stream(values()).map(LogColumn::toString).collect(Collectors.joining(", "));
    }

    /** Whether the column is part of a row's values rather than of its key or declaration. */
    boolean holdsValues() {
        return kind == ColumnKind.VALUES || kind == ColumnKind.INTEGERS || kind == ColumnKind.MASK;
    }

    boolean isRequired() {
        return required;
    }

    String expectedType() {
        return kind.words();
    }

    boolean accepts(DataType type) {
        return kind.accepts(type);
    }

    DataType readAs(DataType type) {
        return kind.readAs(type);
    }

    /** The name by default. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
