package dev.activations.functions.definition;

import dev.activations.functions.kernel.Backend;
import dev.activations.functions.kernel.ClassLoss;
import dev.activations.functions.kernel.RowLoops;
import java.util.Objects;

/**
 * Cross-entropy of a row of logits and the true class: −log_softmax at that class, as (max − z_class) + ln(1 + Σ e^(z − max))
 * with one maximum left out of the sum, so that a small loss keeps its digits. A row with NaN or +Infinity, or all
 * −Infinity, gives NaN. The sum of floats is computed in floats.
 */
public record CrossEntropyLoss() implements ClassLoss {

    @Override
    public double value(double[] logits, int offset, int length, long classIndex) {
        check(logits.length, offset, length, classIndex);
        RowLoops loops = Backend.current().doubleRows(ScalarRows::ofThread, length);
        double max = loops.maximum(logits, offset, length);
        double others = loops.sumOfOtherExponentials(logits, offset, length, max);
        return max - logits[offset + (int) classIndex] + Logarithm.onePlus(others);
    }

    @Override
    public float value(float[] logits, int offset, int length, long classIndex) {
        check(logits.length, offset, length, classIndex);
        RowLoops loops = Backend.current().floatRows(ScalarRows::ofThread, length);
        float max = loops.maximum(logits, offset, length);
        double others = loops.sumOfOtherExponentials(logits, offset, length, max);
        return (float) ((double) max - logits[offset + (int) classIndex] + Logarithm.onePlus(others));
    }

    private static void check(int available, int offset, int length, long classIndex) {
        Objects.checkFromIndexSize(offset, length, available);
        if (classIndex < 0 || classIndex >= length) {
            throw new IllegalArgumentException(
                    length == 0
                            ? "cross_entropy_loss: a row without logits has no class, got " + classIndex
                            : "cross_entropy_loss: class must be from 0 to %d, as there are %d logits, got %d"
                                    .formatted(length - 1, length, classIndex));
        }
    }
}
