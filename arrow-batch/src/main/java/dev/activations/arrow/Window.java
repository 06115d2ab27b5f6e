package dev.activations.arrow;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.nio.ShortBuffer;
import java.util.Objects;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.util.Float16;

/**
 * Access to the first values of an Arrow buffer of any size through a Java buffer, which reaches 2 GiB only: the Java
 * buffer covers a part of the values and moves when others are asked for.
 *
 * @param <A> the heap array that values are copied to and from
 */
abstract sealed class Window<A> {

    /** What one Java buffer covers. */
    static final int MOST_BYTES = 1 << 30;

    private final ArrowBuf buffer;
    private final int width;
    private final long count;
    private long first;
    private int length;

    Window(ArrowBuf buffer, int width, long count) {
        this.buffer = buffer;
        this.width = width;
        this.count = count;
    }

    /** Copies the values from {@code index} on into the array from {@code offset} on. */
    final void read(long index, A into, int offset, int length) {
        for (int done = 0; done < length; ) {
            int part = moveTo(index + done, length - done);
            get((int) (index + done - first), into, offset + done, part);
            done += part;
        }
    }

    /** Copies the start of the array over the values from {@code index} on. */
    final void write(long index, A from, int length) {
        for (int done = 0; done < length; ) {
            int part = moveTo(index + done, length - done);
            put((int) (index + done - first), from, done, part);
            done += part;
        }
    }

    /**
     * Makes the Java buffer cover the value at {@code index}; returns how many of those wanted it covers from there.
     */
    private int moveTo(long index, int wanted) {
        Objects.checkFromIndexSize(index, wanted, count);
        if (index < first || index >= first + length) {
            first = index;
            length = (int) Math.min(count - index, MOST_BYTES / width);
            show(buffer.nioBuffer(index * width, length * width).order(ByteOrder.nativeOrder()));
        }
        return (int) Math.min(wanted, first + length - index);
    }

    /** From now on positions are those of this buffer. */
    abstract void show(ByteBuffer part);

    abstract void get(int position, A into, int offset, int length);

    abstract void put(int position, A from, int offset, int length);

    /** Float2 as floats, rounded to nearest even on the way back. */
    static final class Halves extends Window<float[]> {
        private ShortBuffer part;

        Halves(ArrowBuf buffer, long count) {
            super(buffer, Short.BYTES, count);
        }

        @Override
        void show(ByteBuffer bytes) {
            part = bytes.asShortBuffer();
        }

        @Override
        void get(int position, float[] into, int offset, int length) {
            for (int i = 0; i < length; i++) {
                into[offset + i] = Float16.toFloat(part.get(position + i));
            }
        }

        @Override
        void put(int position, float[] from, int offset, int length) {
            for (int i = 0; i < length; i++) {
                part.put(position + i, Float16.toFloat16(from[offset + i]));
            }
        }
    }

    /** Float4 as floats. */
    static final class Singles extends Window<float[]> {
        private FloatBuffer part;

        Singles(ArrowBuf buffer, long count) {
            super(buffer, Float.BYTES, count);
        }

        @Override
        void show(ByteBuffer bytes) {
            part = bytes.asFloatBuffer();
        }

        @Override
        void get(int position, float[] into, int offset, int length) {
            part.get(position, into, offset, length);
        }

        @Override
        void put(int position, float[] from, int offset, int length) {
            part.put(position, from, offset, length);
        }
    }

    /** Float8 as doubles. */
    static final class Doubles extends Window<double[]> {
        private DoubleBuffer part;

        Doubles(ArrowBuf buffer, long count) {
            super(buffer, Double.BYTES, count);
        }

        @Override
        void show(ByteBuffer bytes) {
            part = bytes.asDoubleBuffer();
        }

        @Override
        void get(int position, double[] into, int offset, int length) {
            part.get(position, into, offset, length);
        }

        @Override
        void put(int position, double[] from, int offset, int length) {
            part.put(position, from, offset, length);
        }
    }
}
