package dev.activations.functions.definition;

import dev.activations.functions.kernel.ClassLoss;
import dev.activations.functions.kernel.PartialSums;
import dev.activations.functions.kernel.RowInDouble;
import dev.activations.functions.kernel.RowMaximum;
import java.util.Objects;

/**
 * Cross-entropy of a row of logits and the true class: −log_softmax at that class. A row with NaN or +Infinity, or all
 * −Infinity, gives NaN.
 */
public record CrossEntropyLoss() implements ClassLoss {

    /**
     * The loss of the row {@code logits[offset]} on, as (max − z_class) + ln(1 + Σ e^(z − max)) with one maximum left out
     * of the sum, so that a small loss keeps its digits.
     */
    @Override
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

    /** Computed in double and rounded once. */
    @Override
    public float value(float[] logits, int offset, int length, long classIndex) {
        return (float) value(RowInDouble.of(logits, offset, length), 0, length, classIndex);
    }
}
