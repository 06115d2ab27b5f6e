package dev.activations.functions.kernel;

/** A function of a row that computes rows of floats in double and rounds each result once; as many values as it takes. */
public interface RowInDouble extends Rowwise {

    @Override
    default void values(float[] source, int sourceOffset, float[] destination, int destinationOffset, int length) {
        rows(source, sourceOffset, destination, destinationOffset, length, 1);
    }

    /** All rows go through one array of doubles. */
    @Override
    default void rows(
            float[] source, int sourceOffset, float[] destination, int destinationOffset, int length, int rows) {
        int all = Math.multiplyExact(length, rows);
        Slices.check(source, source.length, sourceOffset, destination, destination.length, destinationOffset, all);
        double[] row = new double[length];
        for (int start = 0; start < all; start += length) {
            fill(row, source, sourceOffset + start);
            values(row, 0, row, 0, length);
            for (int i = 0; i < length; i++) {
                destination[destinationOffset + start + i] = (float) row[i];
            }
        }
    }

    private static void fill(double[] row, float[] source, int offset) {
        for (int i = 0; i < row.length; i++) {
            row[i] = source[offset + i];
        }
    }
}
