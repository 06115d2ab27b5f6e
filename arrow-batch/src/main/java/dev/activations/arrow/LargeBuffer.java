package dev.activations.arrow;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Objects;
import org.apache.arrow.memory.ArrowBuf;

/**
 * Access to the first values of an Arrow buffer of any size through a Java buffer, which reaches 2 GiB only: the Java
 * buffer covers a part of the values and moves when others are asked for.
 *
 * @param <A> the heap array that values are copied to and from
 */
final class LargeBuffer<A> {

    /** What one Java buffer covers. */
    static final int MOST_BYTES = 1 << 30;

    private final FloatType<A> type;
    private final ArrowBuf buffer;
    private final long count;
    private long first;
    private int length;
    private ByteBuffer part;

    /** The first {@code count} values of a buffer. */
    LargeBuffer(FloatType<A> type, ArrowBuf buffer, long count) {
        this.type = type;
        this.buffer = buffer;
        this.count = count;
    }

    /** Copies the values from {@code index} on into the array from {@code offset} on. */
    void read(long index, A into, int offset, int length) {
        for (int done = 0; done < length; ) {
            int covered = moveTo(index + done, length - done);
            type.get(part, (int) (index + done - first), into, offset + done, covered);
            done += covered;
        }
    }

    /** Copies the start of the array over the values from {@code index} on. */
    void write(long index, A from, int length) {
        for (int done = 0; done < length; ) {
            int covered = moveTo(index + done, length - done);
            type.put(part, (int) (index + done - first), from, done, covered);
            done += covered;
        }
    }

    /**
     * Makes the Java buffer cover the value at {@code index}; returns how many of those wanted it covers from there.
     */
    private int moveTo(long index, int wanted) {
        Objects.checkFromIndexSize(index, wanted, count);
        if (index < first || index >= first + length) {
            first = index;
            int width = type.width();
            length = (int) Math.min(count - index, MOST_BYTES / width);
            part = buffer.nioBuffer(index * width, length * width).order(ByteOrder.nativeOrder());
        }
        return (int) Math.min(wanted, first + length - index);
    }
}
