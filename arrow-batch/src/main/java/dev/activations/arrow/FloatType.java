package dev.activations.arrow;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import java.util.function.IntFunction;
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
final class FloatType<A> {

    /** What is done to a slice of a heap array. */
    private interface Compute<A> {
        void apply(SliceOperation operation, A values, int offset, int length);
    }

    /** Values of an Arrow buffer as the heap array has them. */
    private interface View<A> {
        Window<A> of(ArrowBuf buffer, long count);
    }

    /** What is done to values where they lie; false where that cannot be, and nothing was done. */
    private interface ComputeOffHeap {
        boolean apply(SliceOperation operation, ByteBuffer source, ByteBuffer destination);
    }

    /** What a block takes on the heap: half of a small L1 cache. */
    private static final int BLOCK_BYTES = 16 << 10;

    /** What a Java array can hold. */
    private static final int LONGEST_ROW = Integer.MAX_VALUE - 8;

    /** Computed in float and rounded once, to nearest even. */
    private static final FloatType<float[]> HALF = new FloatType<>(
            Short.BYTES,
            BLOCK_BYTES / Float.BYTES,
            float[]::new,
            SliceOperation::apply,
            (operation, source, destination) -> false,
            Window.Halves::new);

    private static final FloatType<float[]> SINGLE = new FloatType<>(
            Float.BYTES,
            BLOCK_BYTES / Float.BYTES,
            float[]::new,
            SliceOperation::apply,
            (operation, source, destination) ->
                    operation.applyOffHeap(source.asFloatBuffer(), destination.asFloatBuffer()),
            Window.Singles::new);

    private static final FloatType<double[]> DOUBLE = new FloatType<>(
            Double.BYTES,
            BLOCK_BYTES / Double.BYTES,
            double[]::new,
            SliceOperation::apply,
            (operation, source, destination) ->
                    operation.applyOffHeap(source.asDoubleBuffer(), destination.asDoubleBuffer()),
            Window.Doubles::new);

    private final int width;
    private final int blockLength;
    private final IntFunction<A> newArray;
    private final Compute<A> compute;
    private final ComputeOffHeap computeOffHeap;
    private final View<A> view;
    private final ThreadLocal<A> block;

    private FloatType(
            int width,
            int blockLength,
            IntFunction<A> newArray,
            Compute<A> compute,
            ComputeOffHeap computeOffHeap,
            View<A> view) {
        this.width = width;
        this.blockLength = blockLength;
        this.newArray = newArray;
        this.compute = compute;
        this.computeOffHeap = computeOffHeap;
        this.view = view;
        this.block = ThreadLocal.withInitial(() -> newArray.apply(blockLength));
    }

    /** The type of a field's values; empty for anything but floating-point numbers. */
    static Optional<FloatType<?>> of(Field field) {
        return precision(field).map(precision -> switch (precision) {
            case HALF -> HALF;
            case SINGLE -> SINGLE;
            case DOUBLE -> DOUBLE;
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

    /** Applies an operation to {@code count} values of the source, from its start on, as much at a time as a Java buffer covers. */
    void apply(SliceOperation operation, ArrowBuf source, ArrowBuf destination, long count) {
        int most = Window.MOST_BYTES / width;
        for (long first = 0; first < count; first += most) {
            long start = first * width;
            int bytes = (int) Math.min(most, count - first) * width;
            ByteBuffer from = source.nioBuffer(start, bytes).order(ByteOrder.nativeOrder());
            ByteBuffer to = destination.nioBuffer(start, bytes).order(ByteOrder.nativeOrder());
            if (!computeOffHeap.apply(operation, from, to)) {
                applyOnHeap(operation, source.slice(start, bytes), destination.slice(start, bytes), bytes / width);
            }
        }
    }

    /** Block by block. */
    private void applyOnHeap(SliceOperation operation, ArrowBuf source, ArrowBuf destination, int count) {
        A values = block.get();
        Window<A> from = view.of(source, count);
        Window<A> to = view.of(destination, count);
        for (int first = 0; first < count; first += blockLength) {
            int length = Math.min(blockLength, count - first);
            from.read(first, values, 0, length);
            compute.apply(operation, values, 0, length);
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
        Window<A> from = view.of(source, sourceCount);
        Window<A> to = source == destination ? from : view.of(destination, destinationCount);
        long position = start;
        for (int row = 0; row < rows.count(); ) {
            A values = blockFor(lengthOf(rows, row));
            int filled = 0;
            do {
                int length = (int) rows.length(row);
                from.read(rows.start(row), values, filled, length);
                compute.apply(operation, values, filled, length);
                filled += operation.outputLength(length);
                row++;
            } while (row < rows.count() && filled + rows.length(row) <= blockLength);
            to.write(position, values, filled);
            position += filled;
        }
        return position;
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
        return length <= blockLength ? block.get() : newArray.apply(length);
    }
}
