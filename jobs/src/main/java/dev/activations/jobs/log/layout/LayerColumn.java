package dev.activations.jobs.log.layout;

import dev.activations.jobs.model.InputException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * A column of a table with one column per layer, or a field of its one struct.
 *
 * @param field the dataset's column that it is, or is a part of
 * @param name the layer's name
 * @param column its values
 * @param type what they are
 */
record LayerColumn(String field, String name, Column column, DataType type) {

    /**
     * The columns that are layers: those that an option names, or else all that hold values and are no others of a log's;
     * none where the dataset rather has a log's columns under other names.
     */
    static List<LayerColumn> of(LogSchema schema, LayoutOptions options) {
        if (!options.layerColumns().isEmpty()) {
            return named(schema, Pattern.compile(options.layerColumns()));
        }
        if (schema.hasAny(LogColumn.LAYER, LogColumn.PRE, LogColumn.POST)) {
            return List.of();
        }
        List<LayerColumn> values = columns(schema.others())
                .filter(column -> Types.isValues(column.type()))
                .toList();
        boolean hasText = schema.others().stream().anyMatch(field -> field.dataType() instanceof StringType);
        boolean renamed = hasText
                && (values.size() == 1
                        || values.stream().map(LayerColumn::name).anyMatch(ColumnGuess::soundsLikeValues));
        return values.isEmpty() ? ofStruct(schema) : renamed ? List.of() : values;
    }

    /** The names of the dataset's columns that are layers, or hold them. */
    static Set<String> fields(LogSchema schema, LayoutOptions options) {
        return of(schema, options).stream().map(LayerColumn::field).collect(Collectors.toSet());
    }

    private static List<LayerColumn> named(LogSchema schema, Pattern pattern) {
        List<LayerColumn> named = columns(schema.fields())
                .filter(column -> pattern.matcher(column.name()).matches())
                .toList();
        if (named.isEmpty()) {
            throw new InputException(
                    "no column matches --layer-columns %s; the log has %s".formatted(pattern, schema.columnNames()));
        }
        named.stream()
                .filter(column -> !Types.isValues(column.type()) && !(column.type() instanceof NumericType))
                .findFirst()
                .ifPresent(column -> {
                    throw new InputException(
                            "column %s, which --layer-columns %s names, holds %s, not numbers or arrays"
                                    .formatted(
                                            column.name(),
                                            pattern,
                                            column.type().simpleString()));
                });
        return named;
    }

    private static Stream<LayerColumn> columns(List<StructField> fields) {
        return fields.stream()
                .map(field -> new LayerColumn(field.name(), field.name(), LogSchema.column(field), field.dataType()));
    }

    /** The fields of the only struct, where all of them hold values. */
    private static List<LayerColumn> ofStruct(LogSchema schema) {
        List<StructField> structs = schema.others().stream()
                .filter(field -> field.dataType() instanceof StructType && !Types.isVector(field.dataType()))
                .toList();
        if (structs.size() != 1) {
            return List.of();
        }
        StructField struct = structs.get(0);
        Column whole = LogSchema.column(struct);
        List<LayerColumn> fields = Arrays.stream(((StructType) struct.dataType()).fields())
                .map(field ->
                        new LayerColumn(struct.name(), field.name(), whole.getField(field.name()), field.dataType()))
                .toList();
        return fields.stream().allMatch(field -> Types.isValues(field.type())) ? fields : List.of();
    }
}
