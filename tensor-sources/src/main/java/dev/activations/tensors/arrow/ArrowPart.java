package dev.activations.tensors.arrow;

import dev.activations.arrow.ipc.InvalidIpcException;
import dev.activations.arrow.ipc.IpcInput;
import dev.activations.tensors.TensorFileException;
import dev.activations.tensors.file.FileBytes;
import dev.activations.tensors.file.SeekableFile;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.dictionary.DictionaryProvider;
import org.apache.arrow.vector.ipc.message.ArrowBlock;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * The batches that begin in a part of an IPC file, whatever writer it is from. A stream, which has no footer, is in the
 * part that has its first byte.
 */
public final class ArrowPart implements Closeable {

    /** What a reader may take beyond what the file has. */
    private static final long SPARE_MEMORY = 64L << 20;

    /** Compressed buffers may claim as many times their file's length. */
    private static final long BEST_RATIO = 4096;

    private final FileBytes file;
    private final BufferAllocator allocator;
    private final SeekableByteChannel channel;
    private final boolean stream;
    private final IpcInput input;

    private ArrowPart(FileBytes file, BufferAllocator allocator, SeekableByteChannel channel, boolean stream)
            throws IOException {
        this.file = file;
        this.allocator = allocator;
        this.channel = channel;
        this.stream = stream;
        try {
            this.input = IpcInput.open(channel, allocator);
        } catch (InvalidIpcException e) {
            throw damaged(e);
        }
    }

    /**
     * Opens a part of a file. The file stays the caller's.
     *
     * @param start its first byte
     * @param end the byte behind its last
     * @param parent what allocates the batches
     */
    public static ArrowPart open(FileBytes file, long start, long end, BufferAllocator parent) throws IOException {
        ArrowLayout layout = ArrowLayout.of(file);
        SeekableByteChannel channel;
        if (layout.isStream()) {
            channel = new SeekableFile(file);
        } else {
            List<ArrowBlock> batches = layout.batchesIn(start, end);
            List<ArrowBlock> blocks = new ArrayList<>(batches.isEmpty() ? List.of() : layout.dictionaries());
            blocks.addAll(batches);
            channel = new BlockChannel(file, layout.schema(), blocks);
        }
        BufferAllocator allocator = parent.newChildAllocator(
                "arrow file", 0, SPARE_MEMORY + BEST_RATIO * Math.min(file.length(), Long.MAX_VALUE / BEST_RATIO / 2));
        try {
            return new ArrowPart(file, allocator, channel, layout.isStream());
        } catch (Throwable failure) {
            allocator.close();
            throw failure;
        }
    }

    /** Whether this is a stream, which has no parts. */
    public boolean isStream() {
        return stream;
    }

    /** The columns; a dictionary-encoded one has the type of its indices. */
    public Schema schema() {
        return input.schema();
    }

    public DictionaryProvider dictionaries() {
        return input.dictionaries();
    }

    /** Reads the next batch and checks every offset and index in it; false at the end. */
    public boolean next() throws IOException {
        try {
            boolean more = input.next();
            if (more) {
                batch().getFieldVectors().forEach(new Offsets(dictionaries())::require);
            } else if (stream && channel.position() < channel.size()) {
                throw new TensorFileException(
                        file.path(),
                        "%d bytes follow the end of the stream; if several streams are in one file, split them",
                        channel.size() - channel.position());
            }
            return more;
        } catch (InvalidIpcException | IllegalArgumentException e) {
            throw damaged(e);
        }
    }

    /** The batch that was read last, until the next one is. */
    public VectorSchemaRoot batch() throws IOException {
        return input.batch();
    }

    private TensorFileException damaged(Exception cause) {
        return new TensorFileException(cause, file.path(), "%s", cause.getMessage());
    }

    @Override
    public void close() throws IOException {
        try (allocator) {
            input.close();
        }
    }
}
