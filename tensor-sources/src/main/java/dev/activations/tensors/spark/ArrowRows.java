package dev.activations.tensors.spark;

import java.io.IOException;
import java.util.Collections;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.UnsafeProjection;
import org.apache.spark.sql.types.StructType;

/** The rows of batches, copied into Spark's own memory one by one, where Spark does not read batches. */
final class ArrowRows implements PartReader.Part {

    private final ArrowBatches batches;
    private final UnsafeProjection projection;
    private Iterator<InternalRow> rows = Collections.emptyIterator();

    ArrowRows(ArrowBatches batches, StructType type) {
        this.batches = batches;
        this.projection = UnsafeProjection.create(type);
    }

    @Override
    public boolean hasNext() {
        while (!rows.hasNext() && batches.hasNext()) {
            rows = batches.next().rowIterator();
        }
        return rows.hasNext();
    }

    @Override
    public Object next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return projection.apply(rows.next());
    }

    @Override
    public void close() throws IOException {
        rows = Collections.emptyIterator();
        batches.close();
    }
}
