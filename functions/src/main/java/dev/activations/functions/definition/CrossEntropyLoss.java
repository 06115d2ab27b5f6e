package dev.activations.functions.definition;

import dev.activations.functions.kernel.Backend;
import dev.activations.functions.kernel.ClassLoss;
import dev.activations.functions.kernel.ColumnLoops;
import dev.activations.functions.kernel.RowLoops;
import dev.activations.functions.kernel.Slices;
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

    @Override
    public void rows(double[] logits, int offset, int length, int rows, long[] classes, double[] losses) {
        if (!ShortRows.are(length, rows)
                || !(Backend.current().doubleRows(ScalarRows::ofThread, Math.multiplyExact(length, rows))
                        instanceof ColumnLoops loops)) {
            ClassLoss.super.rows(logits, offset, length, rows, classes, losses);
            return;
        }
        Slices.checkRows(rows, logits.length, offset, length, Math.min(classes.length, losses.length), 0, 1);
        for (int row = 0; row < rows; row++) {
            check(logits.length, offset, length, classes[row]);
        }
        DoubleColumns columns = DoubleColumns.ofThread();
        for (int first = 0; first < rows; first += ColumnLoops.ROWS) {
            int count = Math.min(ColumnLoops.ROWS, rows - first);
            columns.sumOtherExponentials(loops, logits, offset + first * length, length, count);
            for (int row = 0; row < count; row++) {
                double logit = logits[offset + (first + row) * length + (int) classes[first + row]];
                losses[first + row] = columns.maxima[row] - logit + Logarithm.onePlus(columns.sums[row]);
            }
        }
    }

    @Override
    public void rows(float[] logits, int offset, int length, int rows, long[] classes, float[] losses) {
        if (!ShortRows.are(length, rows)
                || !(Backend.current().floatRows(ScalarRows::ofThread, Math.multiplyExact(length, rows))
                        instanceof ColumnLoops loops)) {
            ClassLoss.super.rows(logits, offset, length, rows, classes, losses);
            return;
        }
        Slices.checkRows(rows, logits.length, offset, length, Math.min(classes.length, losses.length), 0, 1);
        for (int row = 0; row < rows; row++) {
            check(logits.length, offset, length, classes[row]);
        }
        FloatColumns columns = FloatColumns.ofThread();
        for (int first = 0; first < rows; first += ColumnLoops.ROWS) {
            int count = Math.min(ColumnLoops.ROWS, rows - first);
            columns.sumOtherExponentials(loops, logits, offset + first * length, length, count);
            for (int row = 0; row < count; row++) {
                float logit = logits[offset + (first + row) * length + (int) classes[first + row]];
                losses[first + row] =
                        (float) ((double) columns.maxima[row] - logit + Logarithm.onePlus(columns.sums[row]));
            }
        }
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
