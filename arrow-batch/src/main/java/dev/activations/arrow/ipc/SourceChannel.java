package dev.activations.arrow.ipc;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The bytes of IPC messages, of a stream or of a file. A file is a magic word, a stream, and a footer; read from front
 * to back the footer is not needed, but it tells whether the file is whole.
 */
final class SourceChannel implements ReadableByteChannel {

    private static final byte[] MAGIC = "ARROW1".getBytes(StandardCharsets.US_ASCII);
    private static final int MAGIC_WITH_PADDING = 8;

    /** The footer's length and the magic word: what a file ends with. */
    private static final int ENDING = Integer.BYTES + MAGIC.length;

    /** A writer may round its footer up to so much; a second file is longer. */
    private static final int MOST_PADDING = 64;

    private final ReadableByteChannel in;
    private final boolean tellsItsEnd;
    private ByteBuffer ahead;
    private boolean file;
    private boolean failed;
    private boolean ended;
    private long bytes;

    private SourceChannel(ReadableByteChannel in, boolean tellsItsEnd) {
        this.in = in;
        this.tellsItsEnd = tellsItsEnd;
        this.ahead = ByteBuffer.allocate(0);
    }

    /** Reads the first bytes and tells the format by them. */
    static SourceChannel open(ReadableByteChannel in) throws IOException {
        return begun(new SourceChannel(in, tellsItsEnd(in)));
    }

    /** A pipe is a file's channel too, but has no position, and a device has no size. */
    private static boolean tellsItsEnd(ReadableByteChannel in) {
        try {
            return in instanceof SeekableByteChannel seekable && seekable.position() < seekable.size();
        } catch (IOException e) {
            return false;
        }
    }

    /** What follows after the stream that was read from here, if anything does; it counts its bytes anew. */
    Optional<SourceChannel> following() throws IOException {
        SourceChannel next = new SourceChannel(in, tellsItsEnd);
        next.ahead = ahead;
        ByteBuffer first = ByteBuffer.allocate(1);
        int read = 0;
        while (read == 0) {
            read = next.read(first);
        }
        if (read < 0) {
            return Optional.empty();
        }
        next.unread(first.flip());
        return Optional.of(begun(next));
    }

    private static SourceChannel begun(SourceChannel source) throws IOException {
        ByteBuffer start = ByteBuffer.allocate(MAGIC_WITH_PADDING);
        int read = 0;
        while (read >= 0 && start.hasRemaining()) {
            read = source.read(start);
        }
        source.unread(start.flip());
        if (!source.ahead.hasRemaining()) {
            throw new InvalidIpcException("the input is empty: an Arrow stream has at least a schema");
        }
        if (isMagic(source.ahead.slice(0, Math.min(MAGIC.length, source.ahead.limit())))) {
            source.file = true;
            source.ahead.position(source.ahead.limit());
        }
        return source;
    }

    boolean isFile() {
        return file;
    }

    /** How many bytes are left, as far as the channel can tell. */
    long remaining() throws IOException {
        return tellsItsEnd && in instanceof SeekableByteChannel seekable
                ? seekable.size() - seekable.position() + ahead.remaining()
                : Long.MAX_VALUE;
    }

    /** Whether more was asked for than there is. */
    boolean hasEnded() {
        return ended;
    }

    /** Bytes that there were so far. */
    long bytes() {
        return bytes;
    }

    /** Whether the channel itself failed, as opposed to what it gave. */
    boolean hasFailed() {
        return failed;
    }

    @Override
    public int read(ByteBuffer into) throws IOException {
        if (ahead.hasRemaining()) {
            int count = Math.min(ahead.remaining(), into.remaining());
            into.put(ahead.slice(ahead.position(), count));
            ahead.position(ahead.position() + count);
            return count;
        }
        try {
            int count = in.read(into);
            ended = count < 0;
            bytes += Math.max(0, count);
            return count;
        } catch (IOException e) {
            failed = true;
            throw e;
        }
    }

    /** Puts bytes back that were read to have a look at them. */
    void unread(ByteBuffer bytes) {
        ahead = ahead.hasRemaining()
                ? ByteBuffer.allocate(bytes.remaining() + ahead.remaining())
                        .put(bytes)
                        .put(ahead)
                        .flip()
                : bytes;
    }

    /** Reads to the end, where a whole file has its footer, the footer's length and its magic word again. */
    void requireFooter() throws IOException {
        ByteBuffer block = ByteBuffer.allocate(1 << 13);
        ByteBuffer tail = ByteBuffer.allocate(0);
        long rest = 0;
        while (read(block) >= 0) {
            block.flip();
            rest += block.remaining();
            tail = ByteBuffer.allocate(tail.remaining() + block.remaining())
                    .put(tail)
                    .put(block)
                    .flip();
            tail.position(Math.max(0, tail.limit() - ENDING));
            block.clear();
        }
        if (tail.remaining() < ENDING || !isMagic(tail.slice(tail.position() + Integer.BYTES, MAGIC.length))) {
            throw new InvalidIpcException("the file is cut off: its footer is missing");
        }
        int footer = tail.order(ByteOrder.LITTLE_ENDIAN).getInt(tail.position());
        if (footer < 0 || rest - ENDING - footer > MOST_PADDING) {
            throw new InvalidIpcException(
                    "another file follows after the first, or its end is damaged; filter files one at a time");
        }
    }

    private static boolean isMagic(ByteBuffer bytes) {
        return bytes.equals(ByteBuffer.wrap(MAGIC));
    }

    @Override
    public boolean isOpen() {
        return in.isOpen();
    }

    /** Leaves the input open: it is the caller's. */
    @Override
    public void close() {}
}
