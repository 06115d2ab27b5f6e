package dev.activations.functions.definition;

/** The maximum of a row of finite numbers, for the functions that take no others. */
final class FiniteRow {

    private FiniteRow() {}

    /** The maximum of a slice; NaN if it holds NaN or ±Infinity; −Infinity if it is empty. */
    static double maximum(double[] row, int offset, int length) {
        double max = Double.NEGATIVE_INFINITY;
        double poison = 0;
        for (int i = 0; i < length; i++) {
            double x = row[offset + i];
            max = x > max ? x : max;
            poison += x - x;
        }
        return max + poison;
    }

    /** As for doubles. */
    static float maximum(float[] row, int offset, int length) {
        float max = Float.NEGATIVE_INFINITY;
        float poison = 0;
        for (int i = 0; i < length; i++) {
            float x = row[offset + i];
            max = x > max ? x : max;
            poison += x - x;
        }
        return max + poison;
    }
}
