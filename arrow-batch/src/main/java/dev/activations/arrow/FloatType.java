package dev.activations.arrow;

import java.util.Optional;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;

/**
 * A floating-point type of Arrow: how wide its values are, and how they come to a heap array and back.
 *
 * @param <A> the heap array that its values are computed in: float[] or double[]
 */
abstract sealed class FloatType<A> permits HalfType, SingleType, DoubleType {

    /** What a block takes on the heap: half of a small L1 cache. */
    static final int BLOCK_BYTES = 16 << 10;

    /** What a Java array can hold. */
    private static final int LONGEST_ROW = Integer.MAX_VALUE - 8;

    /** The type of a field's values; empty for anything but floating-point numbers. */
    static Optional<FloatType<?>> of(Field field) {
        if (field.getDictionary() == null && field.getType() instanceof ArrowType.FloatingPoint type) {
            return switch (type.getPrecision()) {
                case HALF -> Optional.of(HalfType.INSTANCE);
                case SINGLE -> Optional.of(SingleType.INSTANCE);
                case DOUBLE -> Optional.of(DoubleType.INSTANCE);
            };
        }
        return Optional.empty();
    }

    /** Bytes of one value in Arrow's memory. */
    abstract int width();

    /**
     * The data buffer of a vector of this type.
     *
     * @throws IllegalArgumentException if it is shorter than the vector's values
     */
    final ArrowBuf data(FieldVector vector) {
        ArrowBuf data = vector.getDataBuffer();
        if (data.capacity() < (long) vector.getValueCount() * width()) {
            throw new IllegalArgumentException(
                    "column '%s' is broken: its data buffer of %d bytes is too short for %d values of %d bytes"
                            .formatted(vector.getName(), data.capacity(), vector.getValueCount(), width()));
        }
        return data;
    }

    /** Applies an operation to {@code count} values of the source, from its start on, block by block. */
    final void apply(SliceOperation operation, ArrowBuf source, ArrowBuf destination, long count) {
        A block = block(blockLength());
        Window<A> from = window(source, count);
        Window<A> to = source == destination ? from : window(destination, count);
        for (long first = 0; first < count; first += blockLength()) {
            int length = (int) Math.min(blockLength(), count - first);
            from.read(first, block, 0, length);
            apply(operation, block, 0, length);
            to.write(first, block, length);
        }
    }

    /**
     * Applies an operation to each row of the source's values on its own, and writes the rows one behind the other.
     *
     * @param start where among the destination's values the first row goes
     * @return where the last row ended
     */
    final long applyRows(
            SliceOperation operation,
            ListRows rows,
            ArrowBuf source,
            long sourceCount,
            ArrowBuf destination,
            long start,
            long destinationCount) {
        Window<A> from = window(source, sourceCount);
        Window<A> to = source == destination ? from : window(destination, destinationCount);
        long position = start;
        for (int row = 0; row < rows.count(); ) {
            A block = block(lengthOf(rows, row));
            int filled = 0;
            do {
                int length = (int) rows.length(row);
                from.read(rows.start(row), block, filled, length);
                apply(operation, block, filled, length);
                filled += operation.outputLength(length);
                row++;
            } while (row < rows.count() && filled + rows.length(row) <= blockLength());
            to.write(position, block, filled);
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

    /** Values in a block. */
    abstract int blockLength();

    /** This thread's block, or an array for this time only where that is too short. */
    abstract A block(int atLeast);

    abstract Window<A> window(ArrowBuf buffer, long count);

    abstract void apply(SliceOperation operation, A values, int offset, int length);
}
