package dev.activations.functions.kernel;

import java.util.Objects;

/** A row's largest value, as the functions of a row need it, or NaN where the row has no distribution. */
public final class RowMaximum {

    private RowMaximum() {}

    /** The maximum of a slice; NaN if it holds NaN or +Infinity or nothing but −Infinity; −Infinity if it is empty. */
    public static double of(double[] row, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, row.length);
        double max = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < length; i++) {
            max = Math.max(max, row[offset + i]);
        }
        return length > 0 && Double.isInfinite(max) ? Double.NaN : max;
    }

    /** The maximum of a slice; NaN if it holds NaN or ±Infinity; −Infinity if it is empty. */
    public static double ofFinite(double[] row, int offset, int length) {
        double max = of(row, offset, length);
        for (int i = 0; i < length; i++) {
            if (Double.isInfinite(row[offset + i])) {
                return Double.NaN;
            }
        }
        return max;
    }
}
