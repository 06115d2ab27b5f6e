package dev.activations.spark.catalyst.rows;

import java.util.Iterator;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.StructType;

/**
 * Reads a {@link Dataset} without making an object per value: Spark's internal rows, partition by partition, as
 * {@link PrimitiveRow}s.
 *
 * <p><b>Rows are reused.</b> Spark gives the same row object, over the same memory, again and again: what is read from a
 * row (numbers, strings, arrays) is the caller's to keep, the row itself only until the next one. So aggregate inside
 * {@code mapPartitions}; do not collect, cache or shuffle the rows.
 */
public final class PrimitiveRows {

    private PrimitiveRows() {}

    /**
     * The rows of a dataset, columns in the order of its schema.
     *
     * @param rows a dataset of a classic session; the rows of a Spark Connect session are not in this JVM
     */
    public static JavaRDD<PrimitiveRow> of(Dataset<Row> rows) {
        if (!(rows instanceof org.apache.spark.sql.classic.Dataset<Row> classic)) {
            throw new IllegalArgumentException(
                    "rows can only be read in the JVM of their Spark session, not through Spark Connect");
        }
        StructType schema = rows.schema();
        JavaRDD<InternalRow> internal = classic.queryExecution().toRdd().toJavaRDD();
        return internal.mapPartitions(partition -> oneForAll(partition, schema));
    }

    private static Iterator<PrimitiveRow> oneForAll(Iterator<InternalRow> partition, StructType schema) {
        PrimitiveRow current = new PrimitiveRow(schema);
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return partition.hasNext();
            }

            @Override
            public PrimitiveRow next() {
                return current.over(partition.next());
            }
        };
    }
}
