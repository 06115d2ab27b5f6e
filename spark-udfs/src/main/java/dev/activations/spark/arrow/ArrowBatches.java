package dev.activations.spark.arrow;

import dev.activations.arrow.Projection;
import dev.activations.spark.catalyst.arrow.ArrowPlan;
import dev.activations.spark.catalyst.arrow.ArrowTypes;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/**
 * Passes the rows of a dataset to a function as Arrow record batches on the executors, partition by partition, in batch and
 * streaming queries.
 *
 * <pre>{@code
 * Projection gelu = Projection.none().with("y", BatchFunctions.named("gelu"), "x");
 * Dataset<Row> result = ArrowBatches.project(dataset, gelu);
 * }</pre>
 *
 * <p>A batch has at most {@code spark.sql.execution.arrow.maxRecordsPerBatch} rows, and no more rows once it holds {@code
 * spark.sql.execution.arrow.maxBytesPerBatch} bytes (64 MiB by default). Its memory comes from Spark's Arrow allocator and
 * is released when the task ends, even if it fails or a limit needs no more rows.
 */
public final class ArrowBatches {

    private ArrowBatches() {}

    /**
     * The rows that the mapper returns for each batch. Types are those of PySpark's {@code mapInArrow}: timestamps in
     * microseconds, arrays as lists, strings as UTF-8.
     *
     * <p>A task fails with one sentence if the mapper returns columns other than those of {@code result} or a null where
     * {@code result} allows none, or leaves memory allocated.
     *
     * @param rows a dataset of a classic session; the plans of a Spark Connect session are not in this JVM
     * @param result the columns that the mapper returns, by name and type, in order
     * @throws IllegalArgumentException in one sentence: no columns, or a type that Arrow does not have
     */
    public static Dataset<Row> mapInArrow(Dataset<Row> rows, BatchMapper mapper, StructType result) {
        return ArrowPlan.of(rows, mapper::map, result);
    }

    /**
     * The rows with columns added or replaced by functions of their columns.
     *
     * @throws IllegalArgumentException as {@link #mapInArrow} and {@link Projection#resultSchema}
     */
    public static Dataset<Row> project(Dataset<Row> rows, Projection projection) {
        StructType result = ArrowTypes.fromArrow(projection.resultSchema(
                ArrowTypes.toArrow(rows.schema(), rows.sparkSession().conf().get(ArrowTypes.TIME_ZONE))));
        return mapInArrow(rows, projection::apply, result);
    }
}
