package dev.activations.arrow;

import java.util.Optional;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.types.pojo.ArrowType;

/**
 * A floating-point type of Arrow: how wide its values are, and how they come to a heap array and back.
 *
 * @param <A> the heap array that its values are computed in: float[] or double[]
 */
abstract sealed class FloatType<A> permits SingleType, DoubleType {

    /** What a block takes on the heap: half of a small L1 cache. */
    static final int BLOCK_BYTES = 16 << 10;

    /** The type of a vector's values; empty for anything but floating-point numbers. */
    static Optional<FloatType<?>> of(FieldVector vector) {
        if (vector.getField().getDictionary() == null
                && vector.getField().getType() instanceof ArrowType.FloatingPoint type) {
            return switch (type.getPrecision()) {
                case SINGLE -> Optional.of(SingleType.INSTANCE);
                case DOUBLE -> Optional.of(DoubleType.INSTANCE);
                default -> Optional.empty();
            };
        }
        return Optional.empty();
    }

    /** Bytes of one value in Arrow's memory. */
    abstract int width();

    /** Applies an operation to {@code count} values of the source, from its start on, block by block. */
    final void apply(SliceOperation operation, ArrowBuf source, ArrowBuf destination, long count) {
        A block = block();
        Window<A> from = window(source, count);
        Window<A> to = source == destination ? from : window(destination, count);
        int blockLength = blockLength();
        for (long first = 0; first < count; first += blockLength) {
            int length = (int) Math.min(blockLength, count - first);
            from.read(first, block, length);
            apply(operation, block, length);
            to.write(first, block, length);
        }
    }

    /** Values in a block. */
    abstract int blockLength();

    /** This thread's block. */
    abstract A block();

    abstract Window<A> window(ArrowBuf buffer, long count);

    abstract void apply(SliceOperation operation, A values, int length);
}
