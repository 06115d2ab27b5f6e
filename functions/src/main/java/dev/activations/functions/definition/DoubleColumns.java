package dev.activations.functions.definition;

import dev.activations.functions.kernel.ColumnLoops;

/**
 * A block of short rows of doubles as columns, as {@link ColumnLoops} take them, with a number of each row's beside it; one
 * per thread. The loops over rows go down a column, where they are long, and not along a short row.
 */
final class DoubleColumns {

    private static final int ROWS = ColumnLoops.ROWS;

    private static final ThreadLocal<DoubleColumns> OF_THREAD = ThreadLocal.withInitial(DoubleColumns::new);

    private final double[] values = new double[ShortRows.LONGEST * ROWS];
    private final double[] others = new double[ShortRows.LONGEST * ROWS];
    final double[] maxima = new double[ROWS];
    final double[] sums = new double[ROWS];
    private final double[] means = new double[ROWS];

    private DoubleColumns() {}

    static DoubleColumns ofThread() {
        return OF_THREAD.get();
    }

    /** Fills columns with rows one behind the other; rows that are not there are 0. */
    private static void read(double[] source, int offset, double[] columns, int length, int rows) {
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
            double[] source,
            int sourceOffset,
            double[] destination,
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
            double[] source,
            int sourceOffset,
            double[] destination,
            int destinationOffset,
            int length,
            int rows) {
        read(source, sourceOffset, values, length, rows);
        loops.maxima(values, length, maxima);
        loops.exponentials(values, others, length, maxima, sums);
        for (int row = 0; row < rows; row++) {
            sums[row] = Logarithm.onePlus(sums[row] - 1);
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
    void sumOtherExponentials(ColumnLoops loops, double[] source, int offset, int length, int rows) {
        read(source, offset, values, length, rows);
        loops.maxima(values, length, maxima);
        loops.sumsOfOtherExponentials(values, length, maxima, sums);
    }

    /** The gradient at softmax's inputs of rows one behind the other, up to a block of them. */
    void softmaxBackward(
            ColumnLoops loops,
            double[] source,
            int sourceOffset,
            double[] upstream,
            int upstreamOffset,
            double[] destination,
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
                double share = values[j * ROWS + row] * sums[row];
                destination[at] = share * (others[j * ROWS + row] - means[row]);
                at += length;
            }
        }
    }
}
