package dev.activations.jobs.log.layout;

import static org.apache.spark.sql.functions.col;

import dev.activations.jobs.model.InputException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.types.NullType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * Which columns of a dataset are which of a log. Names match in any case; a name that an option gives to one column is no
 * other's.
 */
final class LogSchema {

    private final StructType schema;
    private final Map<LogColumn, StructField> fields = new EnumMap<>(LogColumn.class);

    private LogSchema(StructType schema) {
        this.schema = schema;
    }

    /**
     * Finds the columns.
     *
     * @param names other names of columns, where the dataset does not use the default ones
     * @throws InputException if a name that is given is not there
     */
    static LogSchema of(StructType schema, Map<LogColumn, String> names) {
        LogSchema found = new LogSchema(schema);
        Set<String> taken = new HashSet<>();
        names.forEach((column, name) -> {
            StructField field = find(schema, name)
                    .orElseThrow(() -> new InputException(
                            "the log has no column %s; it has %s".formatted(name, found.columnNames())));
            found.fields.put(column, field);
            taken.add(field.name());
        });
        for (LogColumn column : LogColumn.values()) {
            if (!names.containsKey(column)) {
                find(schema, column.toString())
                        .filter(field -> !taken.contains(field.name()))
                        .filter(field -> !(field.dataType() instanceof NullType))
                        .ifPresent(field -> found.fields.put(column, field));
            }
        }
        return found;
    }

    private static Optional<StructField> find(StructType schema, String name) {
        List<StructField> likely = Arrays.stream(schema.fields())
                .filter(field -> field.name().equalsIgnoreCase(name))
                .toList();
        return likely.stream()
                .filter(field -> field.name().equals(name))
                .findFirst()
                .or(() -> likely.size() == 1 ? Optional.of(likely.get(0)) : Optional.empty());
    }

    boolean has(LogColumn... columns) {
        return Arrays.stream(columns).allMatch(fields::containsKey);
    }

    boolean hasAny(LogColumn... columns) {
        return Arrays.stream(columns).anyMatch(fields::containsKey);
    }

    /** The field of a column that is there. */
    StructField field(LogColumn column) {
        return fields.get(column);
    }

    /** A column that is there. */
    Column column(LogColumn column) {
        return column(field(column));
    }

    static Column column(StructField field) {
        return col("`" + field.name().replace("`", "``") + "`");
    }

    /** Those of these columns that are there, under their names in a log. */
    List<Column> columns(List<LogColumn> wanted) {
        List<Column> columns = new ArrayList<>();
        for (LogColumn column : wanted) {
            if (has(column)) {
                columns.add(column(column).as(column.toString()));
            }
        }
        return columns;
    }

    /** What the dataset calls those of these columns that are there. */
    Set<String> names(List<LogColumn> wanted) {
        return wanted.stream()
                .filter(this::has)
                .map(column -> field(column).name())
                .collect(Collectors.toSet());
    }

    /** The fields that are no column of a log's rows. */
    List<StructField> others() {
        Set<String> known = fields.entrySet().stream()
                .filter(entry ->
                        LogColumn.ofRows().contains(entry.getKey()) || entry.getKey() == LogColumn.ATTENTION_MASK)
                .map(entry -> entry.getValue().name())
                .collect(Collectors.toSet());
        return Arrays.stream(schema.fields())
                .filter(field -> !known.contains(field.name()))
                .toList();
    }

    /** All fields of the dataset. */
    List<StructField> fields() {
        return List.of(schema.fields());
    }

    /** The names of all columns of the dataset. */
    String columnNames() {
        return String.join(", ", schema.fieldNames());
    }
}
