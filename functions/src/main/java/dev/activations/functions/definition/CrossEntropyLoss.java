package dev.activations.functions.definition;

import java.util.Objects;

/**
 * Cross-entropy of a row of logits and the true class: −log_softmax at that class. A row with NaN or +Infinity, or all
 * −Infinity, gives NaN.
 */
public record CrossEntropyLoss() implements Kernel {

    /**
     * The loss of the row {@code logits[offset]} on, as (max − z_class) + ln(1 + Σ e^(z − max)) with one maximum left out
     * of the sum, so that a small loss keeps its digits.
     *
     * @param classIndex from 0
     * @throws IllegalArgumentException for a class that the row does not have
     */
    public double value(double[] logits, int offset, int length, long classIndex) {
        Objects.checkFromIndexSize(offset, length, logits.length);
        if (classIndex < 0 || classIndex >= length) {
            throw noClass(length, classIndex);
        }
        double max = RowMaximum.of(logits, offset, length);
        double[] exponentials = new double[length];
        ShiftedExponentials.write(logits, offset, exponentials, 0, length);
        for (int i = 0; i < length; i++) {
            if (logits[offset + i] == max) {
                exponentials[i] = 0;
                break;
            }
        }
        double others = PartialSums.of(exponentials, 0, length);
        return max - logits[offset + (int) classIndex] + StrictMath.log1p(others);
    }

    private static IllegalArgumentException noClass(int length, long classIndex) {
        return new IllegalArgumentException(
                length == 0
                        ? "cross_entropy_loss: a row without logits has no class, got " + classIndex
                        : "cross_entropy_loss: class must be from 0 to %d, as there are %d logits, got %d"
                                .formatted(length - 1, length, classIndex));
    }

    /** As {@link #value(double[], int, int, long)}, computed in double and rounded once. */
    public float value(float[] logits, int offset, int length, long classIndex) {
        return (float) value(RowInDouble.of(logits, offset, length), 0, length, classIndex);
    }
}
