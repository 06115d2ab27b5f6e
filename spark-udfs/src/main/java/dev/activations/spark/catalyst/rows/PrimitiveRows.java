package dev.activations.spark.catalyst.rows;

import java.util.Iterator;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.expressions.UnsafeArrayData;
import org.apache.spark.sql.catalyst.util.GenericArrayData;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;

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

    /**
     * A dataset of rows that are made in the JVM, without an encoder for them: an array per row, its values in the order of
     * the schema. A value is a {@code Long}, {@code Integer}, {@code Double}, {@code Boolean}, {@code String},
     * {@code byte[]}, {@code long[]}, {@code double[]} or {@code String[]}, as its column's type wants it, or null for NULL.
     */
    public static Dataset<Row> dataset(SparkSession session, JavaRDD<Object[]> rows, StructType schema) {
        JavaRDD<InternalRow> internal = rows.map(PrimitiveRows::internal);
        return ((org.apache.spark.sql.classic.SparkSession) session)
                .internalCreateDataFrame(internal.rdd(), schema, false);
    }

    private static InternalRow internal(Object[] values) {
        Object[] internal = new Object[values.length];
        for (int i = 0; i < values.length; i++) {
            internal[i] = internalValue(values[i]);
        }
        return new GenericInternalRow(internal);
    }

    private static Object internalValue(Object value) {
        if (value instanceof String text) {
            return UTF8String.fromString(text);
        } else if (value instanceof long[] numbers) {
            return UnsafeArrayData.fromPrimitiveArray(numbers);
        } else if (value instanceof double[] numbers) {
            return UnsafeArrayData.fromPrimitiveArray(numbers);
        } else if (value instanceof String[] texts) {
            return new GenericArrayData(
                    Stream.of(texts).map(UTF8String::fromString).toArray());
        }
        return value;
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
