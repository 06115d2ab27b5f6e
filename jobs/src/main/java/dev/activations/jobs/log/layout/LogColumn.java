package dev.activations.jobs.log.layout;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.apache.spark.sql.types.DataType;

/** The columns of an activation log. docs/log-format.md explains each. */
public enum LogColumn {
    RUN(ColumnKind.TEXT, false),
    STEP(ColumnKind.INTEGER, true),
    LAYER(ColumnKind.TEXT, true),
    DEPTH(ColumnKind.INTEGER, false),
    ACTIVATION(ColumnKind.TEXT, false),
    ROLE(ColumnKind.TEXT, false),
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

    /**
     * What columns are to be read as where files leave it to be guessed: from a column's name and the type guessed.
     *
     * @param names other names of columns, where the files do not use the default ones
     */
    public static BiFunction<String, DataType, Optional<DataType>> types(Map<LogColumn, String> names) {
        Map<String, LogColumn> byName = Arrays.stream(values())
                .collect(Collectors.toMap(column -> names.getOrDefault(column, column.toString()), column -> column));
        return (name, guessed) -> Optional.ofNullable(byName.get(name)).map(column -> column.readAs(guessed));
    }

    /** Whether the column is part of a row's values rather than of its key or declaration. */
    public boolean holdsValues() {
        return kind == ColumnKind.VALUES || kind == ColumnKind.INTEGERS || kind == ColumnKind.MASK;
    }

    public boolean isRequired() {
        return required;
    }

    public String expectedType() {
        return kind.words();
    }

    public boolean accepts(DataType type) {
        return kind.accepts(type);
    }

    public DataType readAs(DataType type) {
        return kind.readAs(type);
    }

    /** The name by default. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
