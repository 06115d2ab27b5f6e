package dev.activations.arrow.ipc;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.apache.arrow.flatbuf.Buffer;
import org.apache.arrow.flatbuf.DictionaryBatch;
import org.apache.arrow.flatbuf.Message;
import org.apache.arrow.flatbuf.MessageHeader;
import org.apache.arrow.flatbuf.RecordBatch;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.ipc.ReadChannel;
import org.apache.arrow.vector.ipc.message.MessageChannelReader;
import org.apache.arrow.vector.ipc.message.MessageResult;

/**
 * Arrow's message reader, which takes a stream that breaks off within a length for one that ends, and allocates
 * whatever a damaged length says, with a look at each message before it is read.
 *
 * <p>A message is a length (4 bytes, before it four bytes ff since format 0.15; 0 is the end mark), metadata of that
 * length, and a body whose length the metadata tells.
 */
final class CheckedMessages extends MessageChannelReader {

    private static final int CONTINUATION = -1;
    private static final int END = 0;

    /** A schema of a hundred thousand columns takes a fifth of it. */
    private static final int LONGEST_METADATA = 64 << 20;

    /** Bytes that writers may put behind the last buffer of a body. */
    private static final long MOST_PADDING = 1 << 16;

    private final SourceChannel source;
    private final BuffersInFlight inFlight;
    private boolean begun;

    CheckedMessages(SourceChannel source, BufferAllocator allocator, BuffersInFlight inFlight) {
        super(new ReadChannel(source), allocator);
        this.source = source;
        this.inFlight = inFlight;
    }

    /** The next message; null at the end of the stream. */
    @Override
    public MessageResult readNext() throws IOException {
        ByteBuffer length = read(Integer.BYTES);
        if (length.limit() == 0 && !source.isFile()) {
            return null;
        }
        boolean continued = requireWhole(length, Integer.BYTES).getInt(0) == CONTINUATION;
        ByteBuffer metadataLength = continued ? requireWhole(read(Integer.BYTES), Integer.BYTES) : length;
        int bytes = metadataLength.getInt(0);
        if (bytes == END) {
            return null;
        }
        if (bytes < 0 || bytes > LONGEST_METADATA) {
            throw new InvalidIpcException(
                    "this is not Arrow IPC, or damaged: a message claims %d bytes of metadata".formatted(bytes));
        }
        requireLeft(bytes, "metadata");
        ByteBuffer metadata = requireWhole(read(bytes), bytes);
        Message header = Message.getRootAsMessage(metadata.duplicate().order(ByteOrder.LITTLE_ENDIAN));
        requireSchemaFirst(header);
        requireBodyOf(header);
        requireLeft(header.bodyLength(), "body");
        source.unread(ByteBuffer.allocate(Integer.BYTES + bytes)
                .put(metadataLength)
                .put(metadata)
                .flip());
        MessageResult message = super.readNext();
        inFlight.track(message.getBodyBuffer());
        return message;
    }

    /** Some writers, such as Arrow for JavaScript, put the schema of a file into its footer alone. */
    private void requireSchemaFirst(Message message) throws InvalidIpcException {
        if (!begun && message.headerType() != MessageHeader.Schema) {
            throw new InvalidIpcException(
                    source.isFile()
                            ? "the file has its schema only at the end, so it cannot be read from front to back; write it"
                                    + " as a stream"
                            : "the stream does not begin with a schema");
        }
        begun = true;
    }

    private void requireLeft(long bytes, String part) throws IOException {
        if (bytes > source.remaining()) {
            throw new InvalidIpcException("a message claims %d bytes of %s, and the input has %d more"
                    .formatted(bytes, part, source.remaining()));
        }
    }

    private ByteBuffer read(int bytes) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
        in.readFully(buffer);
        return buffer.flip();
    }

    private static ByteBuffer requireWhole(ByteBuffer buffer, int bytes) throws EOFException {
        if (buffer.limit() < bytes) {
            throw new EOFException();
        }
        return buffer;
    }

    /** Throws where the body is not as long as the buffers in it. */
    private static void requireBodyOf(Message message) throws InvalidIpcException {
        if (message.headerType() == MessageHeader.RecordBatch) {
            requireBody((RecordBatch) message.header(new RecordBatch()), message.bodyLength());
        } else if (message.headerType() == MessageHeader.DictionaryBatch) {
            requireBody(((DictionaryBatch) message.header(new DictionaryBatch())).data(), message.bodyLength());
        } else if (message.bodyLength() != 0) {
            throw new InvalidIpcException(
                    "a message that has no body claims one of %d bytes".formatted(message.bodyLength()));
        }
    }

    private static void requireBody(RecordBatch batch, long bodyLength) throws InvalidIpcException {
        if (batch == null) {
            throw new InvalidIpcException("a batch is damaged: it has no content");
        }
        long end = 0;
        for (int i = 0; i < batch.buffersLength(); i++) {
            Buffer buffer = batch.buffers(i);
            boolean outside =
                    buffer.offset() < 0 || buffer.length() < 0 || buffer.offset() > bodyLength - buffer.length();
            if (outside) {
                throw new InvalidIpcException(
                        "a batch is damaged: a buffer of %d bytes at %d reaches outside its body of %d"
                                .formatted(buffer.length(), buffer.offset(), bodyLength));
            }
            end = Math.max(end, buffer.offset() + buffer.length());
        }
        if (bodyLength - end > MOST_PADDING) {
            throw new InvalidIpcException(
                    "a batch is damaged: its body claims %d bytes for buffers of %d".formatted(bodyLength, end));
        }
    }
}
