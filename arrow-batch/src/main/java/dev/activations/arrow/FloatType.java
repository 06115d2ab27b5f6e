package dev.activations.arrow;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;

/**
 * A floating-point type of Arrow: how wide its values are, how they come to a heap array and back, and what computes them
 * there.
 *
 * @param <A> the heap array that its values are computed in: float[] or double[]
 */
abstract sealed class FloatType<A> permits HalfType, SingleType, DoubleType {

    /** The size of a block on the heap: half of a small L1 cache. */
    private static final int BLOCK_BYTES = 16 << 10;

    /** What a Java array can hold. */
    private static final int LONGEST_ROW = Integer.MAX_VALUE - 8;

    private final int width;
    private final int blockLength;
    private final ThreadLocal<A> block;

    FloatType(int width, int heapWidth) {
        this.width = width;
        this.blockLength = BLOCK_BYTES / heapWidth;
        this.block = ThreadLocal.withInitial(() -> newArray(blockLength));
    }

    /** The type of a field's values; empty for anything but floating-point numbers. */
    static Optional<FloatType<?>> of(Field field) {
        return precision(field).map(precision -> switch (precision) {
            case HALF -> HalfType.TYPE;
            case SINGLE -> SingleType.TYPE;
            case DOUBLE -> DoubleType.TYPE;
        });
    }

    /** The precision of a field's values; empty for anything but floating-point numbers. */
    static Optional<FloatingPointPrecision> precision(Field field) {
        return field.getDictionary() == null && field.getType() instanceof ArrowType.FloatingPoint type
                ? Optional.of(type.getPrecision())
                : Optional.empty();
    }

    /** Bytes of one value in Arrow's memory. */
    int width() {
        return width;
    }

    /**
     * The data buffer of a vector of this type.
     *
     * @throws IllegalArgumentException if it is shorter than the vector's values
     */
    ArrowBuf data(FieldVector vector) {
        ArrowBuf data = vector.getDataBuffer();
        if (data.capacity() < (long) vector.getValueCount() * width) {
            throw new IllegalArgumentException(
                    "column '%s' is broken: its data buffer of %d bytes is too short for %d values of %d bytes"
                            .formatted(vector.getName(), data.capacity(), vector.getValueCount(), width));
        }
        return data;
    }

    /** This type, if its values are computed in floats. */
    Optional<FloatType<float[]>> asFloats() {
        return Optional.empty();
    }

    /** This type, if its values are computed in doubles. */
    Optional<FloatType<double[]>> asDoubles() {
        return Optional.empty();
    }

    abstract A newArray(int length);

    /** Copies values of a Java buffer to an array; the position is in values. */
    abstract void get(ByteBuffer source, int position, A into, int offset, int length);

    /** Copies from an array over values of a Java buffer. */
    abstract void put(ByteBuffer destination, int position, A from, int offset, int length);

    /** Applies an operation to a slice of an array, in place. */
    abstract void apply(SliceOperation operation, A values, int offset, int length);

    /** Applies an operation to each of {@code rows} consecutive slices of an array, in place; their results are consecutive. */
    abstract void applyRows(SliceOperation operation, A values, int offset, int length, int rows);

    /** Applies an operation to values in Arrow's memory; returns false, having done nothing, if that is impossible. */
    abstract boolean applyOffHeap(SliceOperation operation, ByteBuffer source, ByteBuffer destination);

    /** Applies an operation to {@code count} values of the source, from its start on, as much at a time as a Java buffer covers. */
    void apply(SliceOperation operation, ArrowBuf source, ArrowBuf destination, long count) {
        int most = LargeBuffer.MOST_BYTES / width;
        for (long first = 0; first < count; first += most) {
            long start = first * width;
            int bytes = (int) Math.min(most, count - first) * width;
            ByteBuffer from = source.nioBuffer(start, bytes).order(ByteOrder.nativeOrder());
            ByteBuffer to = destination.nioBuffer(start, bytes).order(ByteOrder.nativeOrder());
            if (!applyOffHeap(operation, from, to)) {
                applyOnHeap(operation, source.slice(start, bytes), destination.slice(start, bytes), bytes / width);
            }
        }
    }

    /** Block by block. */
    private void applyOnHeap(SliceOperation operation, ArrowBuf source, ArrowBuf destination, int count) {
        A values = block.get();
        LargeBuffer<A> from = new LargeBuffer<>(this, source, count);
        LargeBuffer<A> to = new LargeBuffer<>(this, destination, count);
        for (int first = 0; first < count; first += blockLength) {
            int length = Math.min(blockLength, count - first);
            from.read(first, values, 0, length);
            apply(operation, values, 0, length);
            to.write(first, values, length);
        }
    }

    /**
     * Applies an operation to each row of the source's values on its own, and writes the rows one behind the other.
     *
     * @param start where among the destination's values the first row goes
     * @return where the last row ended
     */
    long applyRows(
            SliceOperation operation,
            ListRows rows,
            ArrowBuf source,
            long sourceCount,
            ArrowBuf destination,
            long start,
            long destinationCount) {
        LargeBuffer<A> from = new LargeBuffer<>(this, source, sourceCount);
        LargeBuffer<A> to = source == destination ? from : new LargeBuffer<>(this, destination, destinationCount);
        long position = start;
        for (int row = 0; row < rows.count(); ) {
            A values = blockFor(lengthOf(rows, row));
            int filled = 0;
            do {
                int length = (int) rows.length(row);
                int alike = alike(rows, row, (blockLength - filled) / Math.max(1, length));
                from.read(rows.start(row), values, filled, alike * length);
                applyRows(operation, values, filled, length, alike);
                filled += alike * operation.outputLength(length);
                row += alike;
            } while (row < rows.count() && filled + rows.length(row) <= blockLength);
            to.write(position, values, filled);
            position += filled;
        }
        return position;
    }

    /** How many rows from this one on, at least it alone, are as long as it and lie one behind the other. */
    private static int alike(ListRows rows, int first, int most) {
        long length = rows.length(first);
        long start = rows.start(first);
        int last = (int) Math.min(rows.count(), (long) first + most);
        int row = first + 1;
        while (row < last && rows.length(row) == length && rows.start(row) == start + (row - first) * length) {
            row++;
        }
        return row - first;
    }

    private static int lengthOf(ListRows rows, int row) {
        long length = rows.length(row);
        if (length > LONGEST_ROW) {
            throw new IllegalArgumentException("row %d has %d values; a function of an array takes at most %d"
                    .formatted(row, length, LONGEST_ROW));
        }
        return (int) length;
    }

    /** This thread's block, or an array for this time only where that is too short. */
    private A blockFor(int length) {
        return length <= blockLength ? block.get() : newArray(length);
    }
}
