package dev.activations.jobs.log.layout;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.map_from_entries;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.sequence;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.sort_array;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.transform;
import static org.apache.spark.sql.functions.when;

import dev.activations.jobs.model.InputException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;

/** One row per value: which unit of which sample it is of. A shuffle brings the values of a row together. */
record LongLayout() implements LogLayout {

    private static final List<LogColumn> KEYS = List.of(
            LogColumn.RUN,
            LogColumn.STEP,
            LogColumn.LAYER,
            LogColumn.DEPTH,
            LogColumn.ACTIVATION,
            LogColumn.SAMPLE,
            LogColumn.POSITION);

    private static final List<LogColumn> LAYER = List.of(LogColumn.RUN, LogColumn.LAYER);
    private static final String OF_WIDTH = "_width_of_";
    private static final String CELLS = "_cells";
    private static final String WIDTH = "_width";

    @Override
    public String name() {
        return "long";
    }

    @Override
    public String needs() {
        return "columns layer, sample, unit and value, and neither pre nor post";
    }

    @Override
    public boolean fits(LogSchema schema, LayoutOptions options) {
        return schema.has(LogColumn.LAYER, LogColumn.UNIT, LogColumn.VALUE)
                && !schema.hasAny(LogColumn.PRE, LogColumn.POST)
                && ColumnKind.NUMBER.accepts(schema.field(LogColumn.VALUE).dataType());
    }

    @Override
    public List<LogColumn> columns() {
        return Stream.concat(KEYS.stream(), Stream.of(LogColumn.UNIT, LogColumn.VALUE))
                .toList();
    }

    @Override
    public RowForm rows(Dataset<Row> dataset, LogSchema schema, LayoutOptions options) {
        if (!schema.has(LogColumn.SAMPLE)) {
            throw new InputException(
                    "a log with one row per value needs a column sample, which tells which values form a row; it has "
                            + schema.columnNames());
        }
        List<Column> columns = schema.columns(KEYS);
        columns.add(read(schema, LogColumn.UNIT).as("unit"));
        columns.add(read(schema, LogColumn.VALUE).as("value"));
        Dataset<Row> cells = dataset.select(columns.toArray(Column[]::new));
        List<String> notes = new ArrayList<>();
        long first = firstUnit(cells);
        if (first == 1) {
            notes.add("units count from 1");
        }
        Dataset<Row> widths = cells.groupBy(Stream.of(keys(schema, LAYER))
                        .map(key -> key.as(OF_WIDTH + key))
                        .toArray(Column[]::new))
                .agg(max("unit").minus(first == 1 ? 0 : -1).as(WIDTH));
        Dataset<Row> rows = cells.groupBy(keys(schema, KEYS))
                .agg(sort_array(collect_list(
                                struct(col("unit").minus(first == 1 ? 1 : 0).as("unit"), col("value"))))
                        .as(CELLS));
        return new RowForm(withWidths(rows, widths, schema), notes);
    }

    private static Column read(LogSchema schema, LogColumn column) {
        return column.kind()
                .read(schema.column(column), schema.field(column).dataType(), new RowCheck(column.toString()));
    }

    private static long firstUnit(Dataset<Row> cells) {
        Row first =
                cells.agg(min("unit"), functions.count_if(col("unit").isNull())).first();
        if (first.getLong(1) > 0) {
            throw new InputException("a row of the log has NULL in column unit");
        }
        if (!first.isNullAt(0) && first.getLong(0) < 0) {
            throw new InputException("column unit holds %d; units count from 0".formatted(first.getLong(0)));
        }
        return first.isNullAt(0) ? 0 : first.getLong(0);
    }

    private static Column[] keys(LogSchema schema, List<LogColumn> columns) {
        return columns.stream()
                .filter(schema::has)
                .map(column -> col(column.toString()))
                .toArray(Column[]::new);
    }

    /** Every row as wide as its layer: a unit that has no row has no value. */
    private static Dataset<Row> withWidths(Dataset<Row> rows, Dataset<Row> widths, LogSchema schema) {
        Column sameLayer = lit(true);
        for (Column key : keys(schema, LAYER)) {
            sameLayer = sameLayer.and(key.eqNullSafe(col(OF_WIDTH + key)));
        }
        List<Column> columns = new ArrayList<>(List.of(keys(schema, KEYS)));
        columns.add(post().as("post"));
        return rows.join(broadcast(widths), sameLayer).select(columns.toArray(Column[]::new));
    }

    private static Column post() {
        Column cells = col(CELLS);
        Column units = transform(cells, cell -> cell.getField("unit"));
        Column whole = sequence(lit(0L), col(WIDTH).minus(1));
        Column twice = size(functions.array_distinct(units)).lt(size(units));
        Column sparse = transform(whole, unit -> functions.try_element_at(map_from_entries(cells), unit));
        return when(
                        twice,
                        new RowCheck("unit")
                                .refuse(concat(
                                        lit("the same unit twice in sample "),
                                        col("sample").cast(DataTypes.StringType),
                                        lit(" of layer "),
                                        col("layer").cast(DataTypes.StringType))))
                .when(size(cells).equalTo(col(WIDTH)), transform(cells, cell -> cell.getField("value")))
                .otherwise(sparse);
    }
}
