package dev.activations.functions.definition;

/** Polynomials by Horner's rule with fused multiply-adds, one after the other: the order fixes the bits. */
final class Horner {

    private Horner() {}

    /** The polynomial in x with these coefficients, the constant first. Loops over lanes unroll it at build time. */
    static double sum(double x, double[] coefficients) {
        double sum = coefficients[coefficients.length - 1];
        for (int i = coefficients.length - 2; i >= 0; i--) {
            sum = Math.fma(sum, x, coefficients[i]);
        }
        return sum;
    }

    /** As {@link #sum(double, double[])}. */
    static float sum(float x, float[] coefficients) {
        float sum = coefficients[coefficients.length - 1];
        for (int i = coefficients.length - 2; i >= 0; i--) {
            sum = Math.fma(sum, x, coefficients[i]);
        }
        return sum;
    }
}
