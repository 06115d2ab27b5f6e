package dev.activations.jobs.log.layout;

import static org.apache.spark.sql.functions.lit;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StringType;

/** Rows of one sample's values at one layer at one step: the log's own form. Without a layer there is one. */
record RowsLayout() implements LogLayout {

    private static final List<LogColumn> COLUMNS = Stream.concat(
                    LogColumn.ofRows().stream(), Stream.of(LogColumn.ATTENTION_MASK))
            .toList();

    @Override
    public String name() {
        return "rows";
    }

    @Override
    public String needs() {
        return "a column layer, and an array post or pre";
    }

    @Override
    public boolean fits(LogSchema schema, LayoutOptions options) {
        boolean layerNamedOtherwise =
                schema.others().stream().anyMatch(field -> field.dataType() instanceof StringType);
        return schema.hasAny(LogColumn.PRE, LogColumn.POST)
                && (schema.has(LogColumn.LAYER) || !layerNamedOtherwise && isOneLayer(schema));
    }

    /** Whether nothing speaks of layers: then the rows are those of one. */
    private static boolean isOneLayer(LogSchema schema) {
        LogColumn values = schema.has(LogColumn.POST) ? LogColumn.POST : LogColumn.PRE;
        return Types.isValues(schema.field(values).dataType());
    }

    @Override
    public List<LogColumn> columns() {
        return COLUMNS;
    }

    @Override
    public RowForm rows(Dataset<Row> dataset, LogSchema schema, LayoutOptions options) {
        List<Column> columns = schema.columns(COLUMNS);
        List<String> notes = new ArrayList<>();
        if (!schema.has(LogColumn.LAYER)) {
            String name = schema.field(schema.has(LogColumn.POST) ? LogColumn.POST : LogColumn.PRE)
                    .name();
            columns.add(lit(name).as(LogColumn.LAYER.toString()));
            notes.add("the log has no column layer: all rows are of one layer, named " + name + " like their column");
        }
        return new RowForm(dataset.select(columns.toArray(Column[]::new)), notes);
    }
}
