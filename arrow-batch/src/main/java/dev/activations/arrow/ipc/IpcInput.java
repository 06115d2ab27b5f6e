package dev.activations.arrow.ipc;

import java.io.IOException;
import java.nio.channels.ReadableByteChannel;
import java.util.Optional;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.OutOfMemoryException;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.dictionary.DictionaryProvider;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * The batches of an IPC stream or file, one after the other, for input from anywhere: what a damaged or hostile one
 * claims is checked before memory is allocated or vectors are made, and whatever is wrong with it becomes one sentence,
 * an {@link InvalidIpcException}. Offsets within a column are checked only at its end.
 */
public final class IpcInput implements AutoCloseable {

    private interface Step<T> {
        T run() throws IOException;
    }

    private final SourceChannel source;
    private final CheckedReader reader;
    private final Schema schema;
    private long batches;

    private IpcInput(SourceChannel source, CheckedReader reader) throws IOException {
        this.source = source;
        this.reader = reader;
        this.schema = readable("the schema", () -> reader.getVectorSchemaRoot().getSchema());
    }

    /**
     * Reads the schema.
     *
     * @param in stays open; if it is a {@link java.nio.channels.SeekableByteChannel} that knows its position and
     *     size, no message may be longer than what is left of it
     * @param allocator what it may allocate bounds the size of a batch
     */
    public static IpcInput open(ReadableByteChannel in, BufferAllocator allocator) throws IOException {
        return open(SourceChannel.open(in), allocator);
    }

    private static IpcInput open(SourceChannel source, BufferAllocator allocator) throws IOException {
        CheckedReader reader = new CheckedReader(source, allocator);
        try {
            return new IpcInput(source, reader);
        } catch (Throwable failure) {
            reader.close();
            throw failure;
        }
    }

    /** The stream that follows after the end mark of this one, if one does. */
    Optional<IpcInput> following(BufferAllocator allocator) throws IOException {
        Optional<SourceChannel> next = isFile() ? Optional.empty() : source.following();
        return next.isPresent() ? Optional.of(open(next.get(), allocator)) : Optional.empty();
    }

    boolean isFile() {
        return source.isFile();
    }

    /** The columns; a dictionary-encoded one has the type of its indices. */
    public Schema schema() {
        return schema;
    }

    /** The dictionaries that batches up to the last one refer to. */
    public DictionaryProvider dictionaries() {
        return reader;
    }

    /** Reads the next batch; false at the end. */
    public boolean next() throws IOException {
        boolean more = readable("batch " + (batches + 1), reader::loadNextBatch);
        if (more) {
            batches++;
        } else if (isFile()) {
            source.requireFooter();
        }
        return more;
    }

    /** Once it is read to its end: whether a stream ended without an end mark, so that more may have been cut off. */
    boolean isOpenEnded() {
        return !isFile() && source.hasEnded();
    }

    /** How many batches were read. */
    long batches() {
        return batches;
    }

    /** The batch that was read last; its vectors are filled again with the next. */
    public VectorSchemaRoot batch() throws IOException {
        return reader.getVectorSchemaRoot();
    }

    /**
     * Runs a step of Arrow's reader. On damaged input it fails in many ways, among them an allocation that is too large
     * and a recursion that is too deep; all of them mean the same to the user. A failure of the source itself is passed
     * on.
     */
    private <T> T readable(String what, Step<T> step) throws IOException {
        try {
            return step.run();
        } catch (InvalidIpcException e) {
            throw e;
        } catch (IOException e) {
            throw source.hasFailed() ? e : unreadable(what, e);
        } catch (RuntimeException | OutOfMemoryError | StackOverflowError e) {
            throw unreadable(what, e);
        }
    }

    private InvalidIpcException unreadable(String what, Throwable cause) {
        if (source.hasEnded()) {
            return new InvalidIpcException(
                    "%s is cut off: the input ends after %d bytes".formatted(what, source.bytes()), cause);
        }
        return new InvalidIpcException("%s cannot be read: %s".formatted(what, reason(cause)), cause);
    }

    /** What Arrow or a check here says of the input; what the JVM says of the code is of no use to a user. */
    private static String reason(Throwable cause) {
        boolean aboutInput = cause instanceof IllegalArgumentException
                || cause instanceof OutOfMemoryException
                || cause instanceof IOException;
        return aboutInput && cause.getMessage() != null && !cause.getMessage().isBlank()
                ? cause.getMessage().lines().findFirst().orElseThrow()
                : "it is damaged (%s)".formatted(cause.getClass().getSimpleName());
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
