package dev.activations.spark.catalyst.arrow;

import java.util.Collections;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.Schema;
import org.apache.spark.TaskContext;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.vectorized.ArrowColumnVector;
import org.apache.spark.sql.vectorized.ColumnVector;
import org.apache.spark.sql.vectorized.ColumnarBatch;

/**
 * The rows that a function makes of one partition, batch by batch. A row is a view of the batch it is in, and good until
 * the next one is asked for.
 */
final class ArrowPartition implements Iterator<Object> {

    private final Iterator<Object> input;
    private final BatchFiller filler;
    private final ArrowPlan.BatchFunction function;
    private final StructType expected;
    private Schema checked;
    private VectorSchemaRoot batch;
    private VectorSchemaRoot result;
    private Iterator<InternalRow> rows = Collections.emptyIterator();
    private boolean closed;

    ArrowPartition(Iterator<Object> input, BatchFiller filler, ArrowPlan.BatchFunction function, StructType expected) {
        this.input = input;
        this.filler = filler;
        this.function = function;
        this.expected = expected;
    }

    @Override
    public boolean hasNext() {
        while (!rows.hasNext()) {
            closeResult();
            if (closed || !input.hasNext()) {
                return false;
            }
            batch = filler.fill(input);
            result = function.apply(batch, filler.allocator());
            rows = rowsOfResult();
        }
        return true;
    }

    @Override
    public Object next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return rows.next();
    }

    private Iterator<InternalRow> rowsOfResult() {
        if (result == null) {
            throw new IllegalArgumentException("mapInArrow: the mapper returned null for a batch");
        }
        if (!result.getSchema().equals(checked)) {
            ArrowTypes.requireColumns(result, expected);
            checked = result.getSchema();
        }
        ArrowTypes.requireNulls(result, expected);
        ColumnVector[] columns =
                result.getFieldVectors().stream().map(ArrowColumnVector::new).toArray(ColumnVector[]::new);
        return new ColumnarBatch(columns, result.getRowCount()).rowIterator();
    }

    private void closeResult() {
        rows = Collections.emptyIterator();
        if (result != null && result != batch) {
            result.close();
        }
        result = null;
    }

    /** Releases all memory; throws if the function keeps some, unless the task has failed already. */
    void close(TaskContext task) {
        closed = true;
        closeResult();
        try {
            filler.close();
        } catch (IllegalStateException e) {
            if (!task.isFailed() && !task.isInterrupted()) {
                throw new IllegalStateException(
                        "mapInArrow: the mapper left %d bytes allocated; it must close everything it allocates except the batch it returns"
                                        .formatted(filler.allocator().getAllocatedMemory())
                                + " that it returns",
                        e);
            }
        }
    }
}
