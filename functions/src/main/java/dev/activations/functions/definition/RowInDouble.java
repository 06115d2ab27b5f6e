package dev.activations.functions.definition;

import java.util.Objects;

/** Applies a function to a row of floats in double and rounds each result once. */
final class RowInDouble {

    private RowInDouble() {}

    static void apply(
            Rowwise function,
            float[] source,
            int sourceOffset,
            float[] destination,
            int destinationOffset,
            int length) {
        Objects.checkFromIndexSize(sourceOffset, length, source.length);
        Objects.checkFromIndexSize(destinationOffset, length, destination.length);
        double[] row = of(source, sourceOffset, length);
        function.values(row, 0, row, 0, length);
        for (int i = 0; i < length; i++) {
            destination[destinationOffset + i] = (float) row[i];
        }
    }

    /** A slice of floats as doubles. */
    static double[] of(float[] source, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, source.length);
        double[] row = new double[length];
        for (int i = 0; i < length; i++) {
            row[i] = source[offset + i];
        }
        return row;
    }
}
