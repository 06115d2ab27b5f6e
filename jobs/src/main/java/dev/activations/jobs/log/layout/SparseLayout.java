package dev.activations.jobs.log.layout;

import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;

/** One row per sample, layer and step with the values that are not 0, their indices, and how many units there are. */
record SparseLayout() implements LogLayout {

    /** What Spark ML calls the type of a sparse vector. */
    private static final byte SPARSE = 0;

    @Override
    public String name() {
        return "sparse";
    }

    @Override
    public String needs() {
        return "columns layer, indices, values and width, and neither pre nor post";
    }

    @Override
    public boolean fits(LogSchema schema, LayoutOptions options) {
        return schema.has(LogColumn.LAYER, LogColumn.INDICES, LogColumn.VALUES, LogColumn.WIDTH)
                && !schema.hasAny(LogColumn.PRE, LogColumn.POST);
    }

    @Override
    public List<LogColumn> columns() {
        return Stream.concat(
                        LogColumn.ofRows().stream(), Stream.of(LogColumn.INDICES, LogColumn.VALUES, LogColumn.WIDTH))
                .toList();
    }

    @Override
    public RowForm rows(Dataset<Row> dataset, LogSchema schema, LayoutOptions options) {
        List<Column> columns = new ArrayList<>(schema.columns(LogColumn.ofRows()));
        columns.add(when(
                        read(schema, LogColumn.VALUES).isNotNull(),
                        struct(
                                lit(SPARSE).as("type"),
                                read(schema, LogColumn.WIDTH)
                                        .cast(DataTypes.IntegerType)
                                        .as("size"),
                                read(schema, LogColumn.INDICES).as("indices"),
                                read(schema, LogColumn.VALUES).as("values")))
                .as(LogColumn.POST.toString()));
        return new RowForm(dataset.select(columns.toArray(Column[]::new)), List.of());
    }

    private static Column read(LogSchema schema, LogColumn column) {
        return column.kind()
                .read(schema.column(column), schema.field(column).dataType(), new RowCheck(column.toString()));
    }
}
