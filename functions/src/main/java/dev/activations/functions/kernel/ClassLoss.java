package dev.activations.functions.kernel;

/** A loss of a row of scores, one per class, and the index of the true class. */
public non-sealed interface ClassLoss extends Kernel {

    /**
     * The loss of the row {@code scores[offset .. offset + length)}.
     *
     * @param classIndex from 0
     * @throws IllegalArgumentException for a class that the row does not have
     */
    double value(double[] scores, int offset, int length, long classIndex);

    /** As {@link #value(double[], int, int, long)}, rounded once. */
    float value(float[] scores, int offset, int length, long classIndex);
}
