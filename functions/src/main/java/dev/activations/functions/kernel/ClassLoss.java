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

    /**
     * Writes the losses of {@code rows} consecutive rows of {@code length} scores, in the bits of single rows. Of short rows many
     * are computed at once, so this is much faster than a call per row.
     *
     * @param classes the true class of each row, from 0
     * @param losses takes the loss of each row
     * @throws IndexOutOfBoundsException where an array is too short
     * @throws IllegalArgumentException for a class that its row does not have
     */
    default void rows(double[] scores, int offset, int length, int rows, long[] classes, double[] losses) {
        Slices.checkRows(rows, scores.length, offset, length, Math.min(classes.length, losses.length), 0, 1);
        for (int row = 0; row < rows; row++) {
            losses[row] = value(scores, offset + row * length, length, classes[row]);
        }
    }

    /** As {@link #rows(double[], int, int, int, long[], double[])}, for floats. */
    default void rows(float[] scores, int offset, int length, int rows, long[] classes, float[] losses) {
        Slices.checkRows(rows, scores.length, offset, length, Math.min(classes.length, losses.length), 0, 1);
        for (int row = 0; row < rows; row++) {
            losses[row] = value(scores, offset + row * length, length, classes[row]);
        }
    }
}
