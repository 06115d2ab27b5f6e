package dev.activations.functions.kernel;

/**
 * The loops over a row's values that the functions of a whole row are made of. Sums are of 16 partial sums, element i in
 * the one of i mod 16, folded 8, 4, 2, 1: the same bits with vectors of any width and without, and an error that grows by
 * n/16. NaN gives NaN, unless it is said otherwise. The caller has checked the slices. An object belongs to one thread.
 */
public interface RowLoops {

    /** How many partial sums there are. */
    int PARTS = 16;

    /** The largest of the values, NaN left out; −Infinity of none. */
    float maximum(float[] row, int offset, int length);

    /** Writes e^(x − max) of each value, none of which is above max, and gives their sum. In place is allowed. */
    float exponentials(
            float[] source, int sourceOffset, float[] destination, int destinationOffset, int length, float max);

    /** The sum of e^(x − max). */
    float sumOfExponentials(float[] row, int offset, int length, float max);

    /** The sum of e^(x − max) but for one value that is max itself. */
    float sumOfOtherExponentials(float[] row, int offset, int length, float max);

    float sum(float[] row, int offset, int length);

    /** The sum of products. */
    float dot(float[] first, int firstOffset, float[] second, int secondOffset, int length);

    /** Writes the products of two rows' values, element by element; in place of either is allowed. */
    void multiply(
            float[] first,
            int firstOffset,
            float[] second,
            int secondOffset,
            float[] destination,
            int destinationOffset,
            int length);

    /** Multiplies each value, in place. */
    void scale(float[] row, int offset, int length, float factor);

    /** Writes (x − max) − shift of each value; in place is allowed. */
    void shift(
            float[] source,
            int sourceOffset,
            float[] destination,
            int destinationOffset,
            int length,
            float max,
            float shift);

    // The same in doubles.

    /** The largest of the values, NaN left out; −Infinity of none. */
    double maximum(double[] row, int offset, int length);

    /** Writes e^(x − max) of each value, none of which is above max, and gives their sum. In place is allowed. */
    double exponentials(
            double[] source, int sourceOffset, double[] destination, int destinationOffset, int length, double max);

    /** The sum of e^(x − max). */
    double sumOfExponentials(double[] row, int offset, int length, double max);

    /** The sum of e^(x − max) but for one value that is max itself. */
    double sumOfOtherExponentials(double[] row, int offset, int length, double max);

    double sum(double[] row, int offset, int length);

    /** The sum of products. */
    double dot(double[] first, int firstOffset, double[] second, int secondOffset, int length);

    /** Writes the products of two rows' values, element by element; in place of either is allowed. */
    void multiply(
            double[] first,
            int firstOffset,
            double[] second,
            int secondOffset,
            double[] destination,
            int destinationOffset,
            int length);

    /** Multiplies each value, in place. */
    void scale(double[] row, int offset, int length, double factor);

    /** Writes (x − max) − shift of each value; in place is allowed. */
    void shift(
            double[] source,
            int sourceOffset,
            double[] destination,
            int destinationOffset,
            int length,
            double max,
            double shift);
}
