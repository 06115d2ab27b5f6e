package dev.activations.jobs.log.layout;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.NumericType;

/** One row per sample and step, with a column of arrays, vectors or numbers for each layer. */
record ColumnsLayout() implements LogLayout {

    /** What holds of a row whatever its layer. */
    static final List<LogColumn> KEYS = List.of(
            LogColumn.RUN,
            LogColumn.STEP,
            LogColumn.ACTIVATION,
            LogColumn.SAMPLE,
            LogColumn.POSITION,
            LogColumn.POSITIONS_OF,
            LogColumn.MASK,
            LogColumn.ATTENTION_MASK,
            LogColumn.UNIT_AXIS);

    private static final String ONE = "_layer";

    @Override
    public String name() {
        return "columns";
    }

    @Override
    public String needs() {
        return "an array column for each layer, or --layer-columns, and no column layer";
    }

    @Override
    public boolean fits(LogSchema schema, LayoutOptions options) {
        return !LayerColumn.of(schema, options).isEmpty();
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
        boolean shaped = layers.stream().anyMatch(layer -> Types.isNested(layer.type()));
        boolean floats =
                layers.stream().allMatch(layer -> Types.innermost(layer.type()).equals(DataTypes.FloatType));
        boolean vectors = layers.stream().allMatch(layer -> Types.isVector(layer.type()));
        Column[] rows = layers.stream()
                .map(layer -> struct(
                        lit(layer.name()).as("layer"),
                        (floats || vectors ? values(layer) : values(layer).cast(Types.DOUBLES)).as("post"),
                        shape(layer).as("shape")))
                .toArray(Column[]::new);
        List<Column> columns = schema.columns(KEYS);
        List<String> names = new ArrayList<>(
                KEYS.stream().filter(schema::has).map(LogColumn::toString).toList());
        names.add(ONE + ".layer");
        names.add(ONE + ".post");
        if (shaped) {
            names.add(ONE + ".shape");
        }
        columns.add(explode(array(rows)).as(ONE));
        return new RowForm(
                dataset.select(columns.toArray(Column[]::new)).selectExpr(names.toArray(String[]::new)),
                List.of("the log has no column layer: each of its columns %s is taken for a layer"
                        .formatted(layers.stream().map(LayerColumn::name).collect(Collectors.joining(", ")))));
    }

    private static Column values(LayerColumn layer) {
        return layer.type() instanceof NumericType
                ? array(layer.column())
                : ColumnKind.VALUES.read(layer.column(), layer.type(), new RowCheck(layer.name()));
    }

    private static Column shape(LayerColumn layer) {
        DataType shape = ColumnKind.INTEGERS.absent();
        return Types.isNested(layer.type())
                ? NestedArrays.shape(layer.column(), layer.type()).cast(shape)
                : lit(null).cast(shape);
    }
}
