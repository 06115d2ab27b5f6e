package dev.activations.functions.kernel;

import dev.activations.functions.behaviour.Interval;

/**
 * A function of a whole row of numbers, such as softmax: every output depends on every input of the row.
 *
 * <p>One call is one row: {@code length} values read from {@code source[sourceOffset]} on, {@link #outputLength} of them written from
 * {@code destination[destinationOffset]} on; in place (the same array at the same offset) is allowed. An empty row stays
 * empty. A slice outside its array raises {@link IndexOutOfBoundsException} before anything is written.
 */
public non-sealed interface Rowwise extends Kernel {

    void values(double[] source, int sourceOffset, double[] destination, int destinationOffset, int length);

    void values(float[] source, int sourceOffset, float[] destination, int destinationOffset, int length);

    /**
     * The number of outputs of a row with this many inputs: the same number, or half for the gated linear units.
     *
     * @throws IllegalArgumentException for a length that the function does not take
     */
    default int outputLength(int length) {
        return length;
    }

    /**
     * Applies the function to {@code rows} consecutive rows of {@code length} values and writes consecutive results, in the
     * bits of single rows. Of short rows many are computed at once, so this is much faster than a call per row.
     */
    default void rows(
            double[] source, int sourceOffset, double[] destination, int destinationOffset, int length, int rows) {
        int outputLength = outputLength(length);
        Slices.checkRows(
                rows, source.length, sourceOffset, length, destination.length, destinationOffset, outputLength);
        for (int row = 0; row < rows; row++) {
            values(source, sourceOffset + row * length, destination, destinationOffset + row * outputLength, length);
        }
    }

    /** As {@link #rows(double[], int, double[], int, int, int)}, for floats. */
    default void rows(
            float[] source, int sourceOffset, float[] destination, int destinationOffset, int length, int rows) {
        int outputLength = outputLength(length);
        Slices.checkRows(
                rows, source.length, sourceOffset, length, destination.length, destinationOffset, outputLength);
        for (int row = 0; row < rows; row++) {
            values(source, sourceOffset + row * length, destination, destinationOffset + row * outputLength, length);
        }
    }

    /** The interval that every output lies in, NaN apart. */
    Interval outputRange();
}
