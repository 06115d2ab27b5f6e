package dev.activations.jobs.log.layout;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.transform;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;

/**
 * One row per batch, as hooks dump it: from each layer to nested lists whose first axis is the batch, and no column sample.
 */
record BatchesLayout() implements LogLayout {

    private static final List<LogColumn> KEYS = List.of(LogColumn.RUN, LogColumn.STEP, LogColumn.ACTIVATION);
    private static final String BATCH = "_batch";

    @Override
    public String name() {
        return "batches";
    }

    @Override
    public String needs() {
        return "a column of nested arrays for each layer, the batch first, and no columns layer and sample";
    }

    @Override
    public boolean fits(LogSchema schema, LayoutOptions options) {
        List<LayerColumn> layers = LayerColumn.of(schema, options);
        return !schema.has(LogColumn.SAMPLE)
                && !layers.isEmpty()
                && layers.stream().allMatch(layer -> Types.isNested(layer.type()));
    }

    @Override
    public List<LogColumn> columns() {
        return KEYS;
    }

    @Override
    public Set<String> otherColumns(LogSchema schema, LayoutOptions options) {
        return LayerColumn.fields(schema, options);
    }

    @Override
    public RowForm rows(Dataset<Row> dataset, LogSchema schema, LayoutOptions options) {
        List<LayerColumn> layers = LayerColumn.of(schema, options);
        List<Column> columns = schema.columns(KEYS);
        columns.add(explode(functions.flatten(
                        array(layers.stream().map(BatchesLayout::samples).toArray(Column[]::new))))
                .as(BATCH));
        List<String> names = new ArrayList<>(
                KEYS.stream().filter(schema::has).map(LogColumn::toString).toList());
        List.of("layer", "post", "shape").forEach(name -> names.add(BATCH + "." + name));
        return new RowForm(
                dataset.select(columns.toArray(Column[]::new)).selectExpr(names.toArray(String[]::new)),
                List.of(
                        "the log has no columns layer and sample: each of its columns %s is taken for a layer, and its first axis"
                                        .formatted(layers.stream()
                                                .map(LayerColumn::name)
                                                .collect(Collectors.joining(", ")))
                                + " for the samples of a batch (--layout columns: for an axis of one sample)"));
    }

    /** One struct per sample of the batch. */
    private static Column samples(LayerColumn layer) {
        DataType sample = ((ArrayType) layer.type()).elementType();
        RowCheck check = new RowCheck(layer.name());
        return transform(
                functions.coalesce(layer.column(), array().cast(layer.type())),
                one -> struct(
                        lit(layer.name()).as("layer"),
                        ColumnKind.VALUES
                                .read(one, sample, check)
                                .cast(Types.DOUBLES)
                                .as("post"),
                        NestedArrays.shape(one, sample)
                                .cast(ColumnKind.INTEGERS.absent())
                                .as("shape")));
    }
}
