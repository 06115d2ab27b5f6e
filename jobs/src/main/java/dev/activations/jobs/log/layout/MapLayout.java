package dev.activations.jobs.log.layout;

import static org.apache.spark.sql.functions.explode;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructField;

/** One row per sample and step, with a map from layers to their values. */
record MapLayout() implements LogLayout {

    @Override
    public String name() {
        return "map";
    }

    @Override
    public String needs() {
        return "one column that maps names of layers to arrays, and no columns layer, pre and post";
    }

    @Override
    public boolean fits(LogSchema schema, LayoutOptions options) {
        return map(schema).isPresent() && !schema.hasAny(LogColumn.LAYER, LogColumn.PRE, LogColumn.POST);
    }

    private static Optional<StructField> map(LogSchema schema) {
        List<StructField> maps = schema.others().stream()
                .filter(field -> field.dataType() instanceof MapType map
                        && map.keyType() instanceof StringType
                        && Types.isValues(map.valueType()))
                .toList();
        return maps.size() == 1 ? Optional.of(maps.get(0)) : Optional.empty();
    }

    @Override
    public List<LogColumn> columns() {
        return ColumnsLayout.KEYS;
    }

    @Override
    public Set<String> otherColumns(LogSchema schema, LayoutOptions options) {
        return map(schema).stream().map(StructField::name).collect(Collectors.toSet());
    }

    @Override
    public RowForm rows(Dataset<Row> dataset, LogSchema schema, LayoutOptions options) {
        StructField map = map(schema).orElseThrow();
        List<Column> columns = schema.columns(ColumnsLayout.KEYS);
        columns.add(explode(LogSchema.column(map)).as(new String[] {"layer", "post"}));
        return new RowForm(
                dataset.select(columns.toArray(Column[]::new)),
                List.of("the keys of column %s are taken for layers".formatted(map.name())));
    }
}
