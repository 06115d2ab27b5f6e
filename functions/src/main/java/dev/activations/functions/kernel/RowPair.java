package dev.activations.functions.kernel;

/**
 * A function of two rows of equal length: the gradient at a row's input from the one at its output (upstream), for a
 * function of a whole row.
 *
 * <p>Writes as many values; the destination may be either input at the same offset. Slices are checked as
 * {@link Rowwise} says.
 */
public non-sealed interface RowPair extends Kernel {

    void values(
            double[] source,
            int sourceOffset,
            double[] upstream,
            int upstreamOffset,
            double[] destination,
            int destinationOffset,
            int length);

    /** The same for floats. */
    void values(
            float[] source,
            int sourceOffset,
            float[] upstream,
            int upstreamOffset,
            float[] destination,
            int destinationOffset,
            int length);
}
