package dev.activations.functions.definition;

/**
 * A function of a whole row of numbers, such as softmax: every output depends on every input of the row.
 *
 * <p>One call is one row: {@code length} values read from {@code source[sourceOffset]} on, as many written from
 * {@code destination[destinationOffset]} on; in place (the same array at the same offset) is allowed. An empty row stays
 * empty. A slice outside its array raises {@link IndexOutOfBoundsException} before anything is written.
 */
public non-sealed interface Rowwise extends Kernel {

    void values(double[] source, int sourceOffset, double[] destination, int destinationOffset, int length);

    void values(float[] source, int sourceOffset, float[] destination, int destinationOffset, int length);

    /** The interval that every output lies in, NaN apart. */
    Interval outputRange();
}
