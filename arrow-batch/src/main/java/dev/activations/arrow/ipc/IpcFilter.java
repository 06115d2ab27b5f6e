package dev.activations.arrow.ipc;

import dev.activations.arrow.Projection;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;

/**
 * Reads Arrow IPC, projects every record batch and writes the result in the format that was read: stream or file.
 *
 * <p>Batches go through one by one, so memory holds one batch and its result however long the input is. Buffers
 * compressed with LZ4 or ZSTD are read where {@code arrow-compression} is on the class path; what is written is not
 * compressed. Dictionary-encoded columns pass through with their dictionaries.
 */
public final class IpcFilter {

    private final Projection projection;
    private final Consumer<String> warnings;

    public IpcFilter(Projection projection) {
        this(projection, warning -> {});
    }

    /**
     * A filter that says what is doubtful about its input.
     *
     * @param warnings takes one sentence for each stream without its end mark
     */
    public IpcFilter(Projection projection, Consumer<String> warnings) {
        this.projection = projection;
        this.warnings = warnings;
    }

    /** As {@link #run(ReadableByteChannel, WritableByteChannel, BufferAllocator)}. */
    public long run(InputStream in, OutputStream out, BufferAllocator allocator) throws IOException {
        return run(Channels.newChannel(in), Channels.newChannel(out), allocator);
    }

    /**
     * Filters from {@code in} to {@code out}, which stay open. Streams one after the other (as {@code cat} joins them) are
     * filtered one after the other, each with its own schema and end mark; a second file is refused. The format allows a
     * stream to end between two messages without its end mark, as one that was cut off there does: then the result has
     * none either, and a warning says so. A file must be whole. If anything fails, what was written are the
     * batches before, each of them whole, and no end mark follows; nothing stays allocated.
     *
     * @param allocator what it may allocate bounds the size of a batch
     * @return the number of rows written
     * @throws InvalidIpcException if what is read is not Arrow IPC, or cut off or damaged
     * @throws IllegalArgumentException in one sentence: the schema has no such column, or one of a type that its
     *     function does not take (nothing is written then); or a row has a length that its function does not take
     * @throws IOException as {@code in} and {@code out} throw it
     */
    public long run(ReadableByteChannel in, WritableByteChannel out, BufferAllocator allocator) throws IOException {
        long rows = 0;
        Optional<IpcInput> next = Optional.of(IpcInput.open(in, allocator));
        while (next.isPresent()) {
            try (IpcInput input = next.get()) {
                rows += filter(input, out, allocator);
                next = input.following(allocator);
            }
        }
        return rows;
    }

    private long filter(IpcInput input, WritableByteChannel out, BufferAllocator allocator) throws IOException {
        try (VectorSchemaRoot result = VectorSchemaRoot.create(projection.resultSchema(input.schema()), allocator);
                IpcOutput output = IpcOutput.open(input, result, out)) {
            long rows = 0;
            while (input.next()) {
                projection.apply(input.batch(), result);
                output.write();
                rows += result.getRowCount();
                result.clear();
                input.batch().clear();
            }
            if (input.isOpenEnded()) {
                output.leaveOpenEnded();
                warnings.accept(openEnded(input.batches()));
            } else {
                output.finish();
            }
            return rows;
        }
    }

    private static String openEnded(long batches) {
        return "the stream ends after %s without its end mark: its writer was not closed, or more was cut off"
                .formatted(batches == 0 ? "the schema" : batches == 1 ? "1 batch" : batches + " batches");
    }
}
