package dev.activations.functions.definition;

import dev.activations.functions.kernel.ColumnLoops;

/**
 * A block of short rows of floats as columns, as {@link ColumnLoops} take them, with a number of each row's beside it; one
 * per thread. The loops over rows go down a column, where they are long, and not along a short row.
 */
final class FloatColumns {

    private static final int ROWS = ColumnLoops.ROWS;

    private static final ThreadLocal<FloatColumns> OF_THREAD = ThreadLocal.withInitial(FloatColumns::new);

    private final float[] values = new float[ShortRows.LONGEST * ROWS];
    private final float[] others = new float[ShortRows.LONGEST * ROWS];
    final float[] maxima = new float[ROWS];
    final float[] sums = new float[ROWS];
    private final float[] means = new float[ROWS];

    private FloatColumns() {}

    static FloatColumns ofThread() {
        return OF_THREAD.get();
    }

    /** Fills columns with rows one behind the other; rows that are not there are 0. */
    private static void read(float[] source, int offset, float[] columns, int length, int rows) {
        for (int j = 0; j < length; j++) {
            int column = j * ROWS;
            int at = offset + j;
            for (int row = 0; row < rows; row++) {
                columns[column + row] = source[at];
                at += length;
            }
            for (int row = rows; row < ROWS; row++) {
                columns[column + row] = 0;
            }
        }
    }

    /** Softmax of rows one behind the other, up to a block of them. */
    void softmax(
            ColumnLoops loops,
            float[] source,
            int sourceOffset,
            float[] destination,
            int destinationOffset,
            int length,
            int rows) {
        read(source, sourceOffset, values, length, rows);
        loops.maxima(values, length, maxima);
        loops.exponentials(values, values, length, maxima, sums);
        for (int row = 0; row < rows; row++) {
            sums[row] = 1 / sums[row];
        }
        for (int j = 0; j < length; j++) {
            int at = destinationOffset + j;
            for (int row = 0; row < rows; row++) {
                destination[at] = values[j * ROWS + row] * sums[row];
                at += length;
            }
        }
    }

    /** Log-softmax, likewise. */
    void logSoftmax(
            ColumnLoops loops,
            float[] source,
            int sourceOffset,
            float[] destination,
            int destinationOffset,
            int length,
            int rows) {
        read(source, sourceOffset, values, length, rows);
        loops.maxima(values, length, maxima);
        loops.exponentials(values, others, length, maxima, sums);
        for (int row = 0; row < rows; row++) {
            sums[row] = (float) Logarithm.onePlus(sums[row] - 1);
        }
        for (int j = 0; j < length; j++) {
            int at = destinationOffset + j;
            for (int row = 0; row < rows; row++) {
                destination[at] = values[j * ROWS + row] - maxima[row] - sums[row];
                at += length;
            }
        }
    }

    /** The sum of each row's e^(x − max) but for one value that is max itself; the maxima are in {@link #maxima}. */
    void sumOtherExponentials(ColumnLoops loops, float[] source, int offset, int length, int rows) {
        read(source, offset, values, length, rows);
        loops.maxima(values, length, maxima);
        loops.sumsOfOtherExponentials(values, length, maxima, sums);
    }

    /** The gradient at softmax's inputs of rows one behind the other, up to a block of them. */
    void softmaxBackward(
            ColumnLoops loops,
            float[] source,
            int sourceOffset,
            float[] upstream,
            int upstreamOffset,
            float[] destination,
            int destinationOffset,
            int length,
            int rows) {
        read(source, sourceOffset, values, length, rows);
        loops.maxima(values, length, maxima);
        loops.exponentials(values, values, length, maxima, sums);
        for (int row = 0; row < rows; row++) {
            sums[row] = 1 / sums[row];
        }
        read(upstream, upstreamOffset, others, length, rows);
        loops.dots(others, values, length, means);
        for (int row = 0; row < rows; row++) {
            means[row] *= sums[row];
        }
        for (int j = 0; j < length; j++) {
            int at = destinationOffset + j;
            for (int row = 0; row < rows; row++) {
                float share = values[j * ROWS + row] * sums[row];
                destination[at] = share * (others[j * ROWS + row] - means[row]);
                at += length;
            }
        }
    }
}
