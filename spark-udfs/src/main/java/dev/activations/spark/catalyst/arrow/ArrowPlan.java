package dev.activations.spark.catalyst.arrow;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.struct;

import java.io.Serializable;
import java.util.function.BiFunction;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.spark.network.util.JavaUtils;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RuntimeConfig;
import org.apache.spark.sql.catalyst.plans.logical.MapPartitions;
import org.apache.spark.sql.catalyst.types.DataTypeUtils;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * A dataset whose rows come from a function of record batches: all columns as one struct, a {@link MapPartitions} over
 * Spark's internal rows of it, and the columns of its result taken out of their struct again. No row becomes an object.
 */
public final class ArrowPlan {

    /** A function of one batch, to be run on executors. */
    public interface BatchFunction
            extends BiFunction<VectorSchemaRoot, BufferAllocator, VectorSchemaRoot>, Serializable {}

    private static final String BATCH = "batch";
    private static final String MOST_ROWS = "spark.sql.execution.arrow.maxRecordsPerBatch";
    private static final String MOST_BYTES = "spark.sql.execution.arrow.maxBytesPerBatch";
    private static final String MOST_BYTES_BY_DEFAULT = "64m";

    private ArrowPlan() {}

    /** @throws IllegalArgumentException in one sentence: a Spark Connect session, no columns, or a type Arrow lacks */
    public static Dataset<Row> of(Dataset<Row> rows, BatchFunction function, StructType result) {
        if (!(rows instanceof org.apache.spark.sql.classic.Dataset<Row> classic)) {
            throw new IllegalArgumentException(
                    "mapInArrow needs the JVM of the Spark session; it does not work through Spark Connect");
        }
        RuntimeConfig conf = classic.sparkSession().conf();
        String timeZone = conf.get(ArrowTypes.TIME_ZONE);
        ArrowTypes.toArrow(result, timeZone);
        ArrowPartitions partitions = new ArrowPartitions(
                function,
                ArrowTypes.toArrow(rows.schema(), timeZone).toJson(),
                result,
                mostRows(conf),
                mostBytes(conf));
        StructField batch = new StructField(BATCH, result, false, Metadata.empty());
        MapPartitions plan = new MapPartitions(
                partitions,
                DataTypeUtils.toAttribute(batch),
                classic.select(struct(col("*")).as(BATCH)).logicalPlan());
        return org.apache.spark.sql.classic.Dataset.ofRows(classic.sparkSession(), plan)
                .select(BATCH + ".*");
    }

    private static int mostRows(RuntimeConfig conf) {
        int rows = Integer.parseInt(conf.get(MOST_ROWS));
        return rows > 0 ? rows : Integer.MAX_VALUE;
    }

    private static long mostBytes(RuntimeConfig conf) {
        long bytes = JavaUtils.byteStringAsBytes(conf.get(MOST_BYTES, MOST_BYTES_BY_DEFAULT));
        return bytes > 0 ? bytes : Long.MAX_VALUE;
    }
}
