package dev.activations.functions.kernel;

/**
 * The loops over many short rows at once, for a backend with vectors: each lane has a row of its own. A block holds {@link
 * #ROWS} rows of equal length, value j of row r at {@code j * ROWS + r}; so a loop over a block is as long as its values are
 * many. Every row gets the bits that {@link RowLoops} give it, as its sums are added up in the same order. The arrays with a
 * number per row have {@link #ROWS} of them.
 */
public interface ColumnLoops extends RowLoops {

    /** Rows of a block: as many as the longest vectors have lanes, or a multiple. */
    int ROWS = 64;

    /** Writes the largest value of each row, NaN left out. */
    void maxima(float[] block, int length, float[] maxima);

    /** Writes e^(x − max) of each value, and the sum of each row's. In place is allowed. */
    void exponentials(float[] source, float[] destination, int length, float[] maxima, float[] sums);

    /** Writes the sum of each row's e^(x − max) but for one value that is max itself. */
    void sumsOfOtherExponentials(float[] block, int length, float[] maxima, float[] sums);

    /** Writes the sum of products of each pair of rows. */
    void dots(float[] first, float[] second, int length, float[] sums);

    // The same in doubles.

    /** Writes the largest value of each row, NaN left out. */
    void maxima(double[] block, int length, double[] maxima);

    /** Writes e^(x − max) of each value, and the sum of each row's. In place is allowed. */
    void exponentials(double[] source, double[] destination, int length, double[] maxima, double[] sums);

    /** Writes the sum of each row's e^(x − max) but for one value that is max itself. */
    void sumsOfOtherExponentials(double[] block, int length, double[] maxima, double[] sums);

    /** Writes the sum of products of each pair of rows. */
    void dots(double[] first, double[] second, int length, double[] sums);
}
