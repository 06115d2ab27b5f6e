package dev.activations.jobs.log.layout;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.count_distinct;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.when;

import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;

/**
 * A log whose layers of several widths have been taken apart: {@code act} becomes {@code act (64 values)} and {@code act (10
 * values)}. Which they are, one pass over the log tells.
 *
 * @param rows the rows
 * @param notes what was done, a sentence
 */
record SplitLayers(Dataset<Row> rows, List<String> notes) {

    static SplitLayers of(Dataset<Row> rows) {
        Column layer = col(LogColumn.LAYER.toString());
        Column width = coalesce(width(rows, LogColumn.POST), width(rows, LogColumn.PRE));
        List<String> names = rows
                .groupBy(layer)
                .agg(count_distinct(width).as("widths"))
                .where("widths > 1")
                .orderBy(layer)
                .collectAsList()
                .stream()
                .map(row -> row.getString(0))
                .toList();
        if (names.isEmpty()) {
            return new SplitLayers(rows, List.of("no layer has rows of several widths, so none is split"));
        }
        Column named = when(
                        layer.isin(names.toArray()).and(width.isNotNull()),
                        concat(layer, lit(" ("), width.cast(DataTypes.StringType), lit(" values)")))
                .otherwise(layer);
        return new SplitLayers(
                rows.withColumn(LogColumn.LAYER.toString(), named),
                List.of("layers with rows of several widths are split, one layer per width: "
                        + String.join(", ", names)));
    }

    /** How many values a row has; NULL of none. */
    private static Column width(Dataset<Row> rows, LogColumn values) {
        Column column = col(values.toString());
        DataType type = rows.schema().apply(values.toString()).dataType();
        Column length = type instanceof ArrayType
                ? size(column)
                : coalesce(column.getField("size"), size(column.getField("values")));
        return when(column.isNotNull(), length);
    }
}
