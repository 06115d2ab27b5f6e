package dev.activations.functions.definition;

import java.util.Objects;

/** The shift of the softmax kinds: a row's largest value, or NaN where the row has no distribution. */
final class RowMaximum {

    private RowMaximum() {}

    /** The maximum of a slice; NaN if it holds NaN or +Infinity or nothing but −Infinity; −Infinity if it is empty. */
    static double of(double[] row, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, row.length);
        double max = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < length; i++) {
            max = Math.max(max, row[offset + i]);
        }
        return length > 0 && Double.isInfinite(max) ? Double.NaN : max;
    }
}
