package dev.activations.spark.catalyst.arrow;

import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.Iterator;
import org.apache.arrow.vector.types.pojo.Schema;
import org.apache.spark.TaskContext;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.TaskCompletionListener;
import scala.jdk.javaapi.CollectionConverters;
import scala.runtime.AbstractFunction1;

/** What an executor does with a partition: an {@link ArrowPartition} that is closed when the task ends, however it ends. */
final class ArrowPartitions
        extends AbstractFunction1<scala.collection.Iterator<Object>, scala.collection.Iterator<Object>>
        implements Serializable {

    private static final long serialVersionUID = 1;

    private final ArrowPlan.BatchFunction function;
    private final String inputSchema;
    private final StructType result;
    private final int mostRows;
    private final long mostBytes;

    /** @param inputSchema in JSON, because Arrow's schemas are not serializable */
    ArrowPartitions(
            ArrowPlan.BatchFunction function, String inputSchema, StructType result, int mostRows, long mostBytes) {
        this.function = function;
        this.inputSchema = inputSchema;
        this.result = result;
        this.mostRows = mostRows;
        this.mostBytes = mostBytes;
    }

    @Override
    public scala.collection.Iterator<Object> apply(scala.collection.Iterator<Object> rows) {
        Iterator<Object> partition = CollectionConverters.asJava(rows);
        ArrowPartition mapped =
                new ArrowPartition(partition, new BatchFiller(schema(), mostRows, mostBytes), function, result);
        TaskContext.get().addTaskCompletionListener((TaskCompletionListener) mapped::close);
        return CollectionConverters.asScala(mapped);
    }

    private Schema schema() {
        try {
            return Schema.fromJSON(inputSchema);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
