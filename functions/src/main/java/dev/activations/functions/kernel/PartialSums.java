package dev.activations.functions.kernel;

/**
 * Sums in a fixed order: element i goes into partial sum i mod 16, and the partial sums fold 8, 4, 2, 1. The order is
 * that of any vector width, so that the bits never depend on the machine, and errors grow by n/16.
 */
public final class PartialSums {

    private static final int PARTS = 16;

    private PartialSums() {}

    public static double of(double[] values, int offset, int length) {
        double[] parts = new double[PARTS];
        int whole = length - length % PARTS;
        for (int i = 0; i < whole; i += PARTS) {
            for (int part = 0; part < PARTS; part++) {
                parts[part] += values[offset + i + part];
            }
        }
        for (int i = whole; i < length; i++) {
            parts[i - whole] += values[offset + i];
        }
        for (int half = PARTS / 2; half > 0; half /= 2) {
            for (int part = 0; part < half; part++) {
                parts[part] += parts[part + half];
            }
        }
        return parts[0];
    }
}
