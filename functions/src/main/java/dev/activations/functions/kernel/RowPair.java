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

    /**
     * Applies the function to {@code rows} consecutive pairs of rows of {@code length} values and writes consecutive results, in the
     * bits of single rows.
     */
    default void rows(
            double[] source,
            int sourceOffset,
            double[] upstream,
            int upstreamOffset,
            double[] destination,
            int destinationOffset,
            int length,
            int rows) {
        Slices.checkRows(rows, source.length, sourceOffset, length, destination.length, destinationOffset, length);
        Slices.checkRows(rows, upstream.length, upstreamOffset, length, destination.length, destinationOffset, length);
        for (int row = 0; row < rows; row++) {
            int start = row * length;
            values(
                    source,
                    sourceOffset + start,
                    upstream,
                    upstreamOffset + start,
                    destination,
                    destinationOffset + start,
                    length);
        }
    }

    /** The same for floats. */
    default void rows(
            float[] source,
            int sourceOffset,
            float[] upstream,
            int upstreamOffset,
            float[] destination,
            int destinationOffset,
            int length,
            int rows) {
        Slices.checkRows(rows, source.length, sourceOffset, length, destination.length, destinationOffset, length);
        Slices.checkRows(rows, upstream.length, upstreamOffset, length, destination.length, destinationOffset, length);
        for (int row = 0; row < rows; row++) {
            int start = row * length;
            values(
                    source,
                    sourceOffset + start,
                    upstream,
                    upstreamOffset + start,
                    destination,
                    destinationOffset + start,
                    length);
        }
    }
}
