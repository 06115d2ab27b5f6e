package dev.activations.arrow;

import java.io.Serializable;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.FieldVector;

/**
 * An activation function, or the derivative of one, over all values of an Arrow vector.
 *
 * <p>Takes Float4 and Float8 vectors. Null stays null. What lies in memory under a null is computed over as well and
 * means nothing. NaN gives NaN, ±Infinity the limit, and no number raises an exception; the values are those of
 * {@link dev.activations.functions.definition.Elementwise} bit for bit. Immutable, and safe for use by many threads as
 * long as they hand over different vectors.
 */
public interface BatchFunction extends Serializable {

    /** The call that {@link BatchFunctions#named} makes this function from, such as {@code leaky_relu(alpha=0.2)}. */
    String name();

    /**
     * The function of every value, in a new vector of the same type and field (name, nullability, metadata).
     *
     * <p>The caller closes the result. Its validity is the input's own buffer where both allocators have one root, so
     * the input's memory lives until the result is closed too; otherwise it is a copy. If anything fails, nothing stays
     * allocated.
     *
     * @throws IllegalArgumentException in one sentence: a vector that this function does not take
     * @throws org.apache.arrow.memory.OutOfMemoryException if the allocator cannot hold the result
     */
    FieldVector apply(FieldVector input, BufferAllocator allocator);

    /**
     * Replaces every value by the function of it.
     *
     * <p>Not for memory imported through the C Data Interface: it is its producer's, and Arrow cannot tell.
     *
     * @throws IllegalArgumentException in one sentence: a vector that this function does not take, or whose values are
     *     in memory that something else holds too (a slice, a result that shares its validity, the other columns of a
     *     batch that was read). Nothing is changed then
     */
    void applyInPlace(FieldVector vector);
}
