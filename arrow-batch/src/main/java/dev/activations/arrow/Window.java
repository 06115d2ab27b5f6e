package dev.activations.arrow;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.apache.arrow.memory.ArrowBuf;

/**
 * Access to the first values of an Arrow buffer of any size through a Java buffer, which reaches 2 GiB only: the Java
 * buffer covers a part of the values and moves when others are asked for.
 *
 * @param <A> the heap array that values are copied to and from
 */
abstract class Window<A> {

    private static final long MOST_BYTES = 1 << 30;

    private final ArrowBuf buffer;
    private final int width;
    private final long count;
    private long first;
    private long length;

    Window(ArrowBuf buffer, int width, long count) {
        this.buffer = buffer;
        this.width = width;
        this.count = count;
    }

    /** Copies the values from {@code index} on to the start of the array. */
    final void read(long index, A into, int length) {
        get(positionOf(index, length), into, length);
    }

    /** Copies the start of the array over the values from {@code index} on. */
    final void write(long index, A from, int length) {
        put(positionOf(index, length), from, length);
    }

    private int positionOf(long index, int wanted) {
        if (index < first || index + wanted > first + length) {
            first = index;
            length = Math.min(count - index, Math.max(wanted, MOST_BYTES / width));
            show(buffer.nioBuffer(index * width, Math.toIntExact(length * width))
                    .order(ByteOrder.nativeOrder()));
        }
        return (int) (index - first);
    }

    /** From now on positions are those of this buffer. */
    abstract void show(ByteBuffer part);

    abstract void get(int position, A into, int length);

    abstract void put(int position, A from, int length);
}
