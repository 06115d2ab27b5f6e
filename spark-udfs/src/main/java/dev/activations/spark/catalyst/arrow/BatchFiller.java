package dev.activations.spark.catalyst.arrow;

import java.util.Iterator;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.Schema;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.UnsafeRow;
import org.apache.spark.sql.execution.arrow.ArrowWriter;
import org.apache.spark.sql.util.ArrowUtils;

/** Fills one record batch again and again with rows, bounded in rows and in the bytes that Spark has for them. */
final class BatchFiller implements AutoCloseable {

    private final int mostRows;
    private final long mostBytes;
    private final BufferAllocator allocator;
    private final VectorSchemaRoot batch;
    private final ArrowWriter writer;

    BatchFiller(Schema schema, int mostRows, long mostBytes) {
        this.mostRows = mostRows;
        this.mostBytes = mostBytes;
        this.allocator = newAllocator();
        this.batch = VectorSchemaRoot.create(schema, allocator);
        this.writer = ArrowWriter.create(batch);
    }

    /** Where Arrow cannot have memory, its classes do not load, which Spark would take for the end of the executor. */
    private static BufferAllocator newAllocator() {
        try {
            return ArrowUtils.rootAllocator().newChildAllocator("mapInArrow", 0, Long.MAX_VALUE);
        } catch (LinkageError e) {
            throw new IllegalStateException(
                    ("mapInArrow: Arrow gets no memory in this JVM (Java %s); start it with Spark's module options, as "
                                    + "spark-submit does, or with --add-opens=java.base/java.nio=ALL-UNNAMED and from Java 25 on "
                                    + "--sun-misc-unsafe-memory-access=allow")
                            .formatted(Runtime.version().feature()),
                    e);
        }
    }

    /** The batch of the next rows, one at least; what the last one held is gone. */
    VectorSchemaRoot fill(Iterator<Object> rows) {
        writer.reset();
        long bytes = 0;
        for (int count = 0; count < mostRows && bytes < mostBytes && rows.hasNext(); count++) {
            InternalRow row = (InternalRow) rows.next();
            writer.write(row);
            bytes += row instanceof UnsafeRow unsafe ? unsafe.getSizeInBytes() : 0;
        }
        writer.finish();
        return batch;
    }

    BufferAllocator allocator() {
        return allocator;
    }

    /** @throws IllegalStateException from Arrow, where others still hold memory of the allocator */
    @Override
    public void close() {
        batch.close();
        allocator.close();
    }
}
