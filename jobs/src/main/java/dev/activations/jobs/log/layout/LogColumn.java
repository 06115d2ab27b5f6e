package dev.activations.jobs.log.layout;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.apache.spark.sql.types.DataType;

/** The columns of an activation log, in whatever layout. docs/log-format.md and docs/inputs.md explain each. */
public enum LogColumn {
    RUN(ColumnKind.TEXT),
    STEP(ColumnKind.INTEGER),
    LAYER(ColumnKind.TEXT),
    DEPTH(ColumnKind.INTEGER),
    ACTIVATION(ColumnKind.TEXT),
    ROLE(ColumnKind.TEXT),
    SAMPLE(ColumnKind.SAMPLE),
    PRE(ColumnKind.VALUES),
    POST(ColumnKind.VALUES),
    SHAPE(ColumnKind.INTEGERS),
    POSITION(ColumnKind.INTEGER),
    GRADIENT(ColumnKind.VALUES),
    MASK(ColumnKind.MASK),
    UNIT_AXIS(ColumnKind.INTEGER),
    POSITIONS_OF(ColumnKind.INTEGER),

    /** The mask the other way round: 1 where an element is to be kept. */
    ATTENTION_MASK(ColumnKind.MASK, false),

    /** Of long rows: which unit the row's one value is of, from 0. */
    UNIT(ColumnKind.INTEGER, false),

    /** Of long rows: the one value. */
    VALUE(ColumnKind.NUMBER, false),

    /** Of sparse rows: which units have values. */
    INDICES(ColumnKind.INTEGERS, false),

    /** Of sparse rows: the values of those units; all others are 0. */
    VALUES(ColumnKind.VALUES, false),

    /** Of sparse rows: how many units there are. */
    WIDTH(ColumnKind.INTEGER, false);

    private final ColumnKind kind;
    private final boolean ofRows;

    LogColumn(ColumnKind kind) {
        this(kind, true);
    }

    LogColumn(ColumnKind kind, boolean ofRows) {
        this.kind = kind;
        this.ofRows = ofRows;
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

    /** The columns of a log whatever its layout: those of a row that is one sample's values at one layer at one step. */
    public static List<LogColumn> ofRows() {
        return Arrays.stream(values()).filter(column -> column.ofRows).toList();
    }

    /**
     * What columns are to be read as where files leave it to be guessed: from a column's name and the type guessed.
     *
     * @param names other names of columns, where the files do not use the default ones
     */
    public static BiFunction<String, DataType, Optional<DataType>> types(Map<LogColumn, String> names) {
        Map<String, LogColumn> byName = Arrays.stream(values())
                .collect(Collectors.toMap(
                        column -> names.getOrDefault(column, column.toString()).toLowerCase(Locale.ROOT),
                        column -> column,
                        (a, b) -> names.containsKey(a) ? a : b));
        return (name, guessed) -> Optional.ofNullable(byName.get(name.toLowerCase(Locale.ROOT)))
                .map(column -> column.kind.guessedAs(guessed));
    }

    /** Whether the column is part of a row's values rather than of its key or declaration. */
    public boolean holdsValues() {
        return kind == ColumnKind.VALUES
                || kind == ColumnKind.INTEGERS
                || kind == ColumnKind.MASK
                || this == UNIT_AXIS
                || this == POSITIONS_OF;
    }

    ColumnKind kind() {
        return kind;
    }

    /** The name by default. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
