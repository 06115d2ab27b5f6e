package dev.activations.functions.definition;

import dev.activations.functions.behaviour.Interval;
import dev.activations.functions.kernel.ClassProbabilities;
import dev.activations.functions.kernel.RowInDouble;
import java.util.Arrays;
import java.util.Objects;

/**
 * Sparsemax over a row: max(0, x − τ) with τ such that the row sums to 1, so that small values become exactly 0. A row
 * with NaN or ±Infinity gives NaN throughout. Martins and Astudillo 2016.
 */
public record Sparsemax() implements ClassProbabilities, RowInDouble {

    @Override
    public void values(double[] source, int sourceOffset, double[] destination, int destinationOffset, int length) {
        Objects.checkFromIndexSize(sourceOffset, length, source.length);
        Objects.checkFromIndexSize(destinationOffset, length, destination.length);
        double max = FiniteRow.maximum(source, sourceOffset, length);
        if (Double.isNaN(max)) {
            Arrays.fill(destination, destinationOffset, destinationOffset + length, max);
            return;
        }
        double[] below = Arrays.copyOfRange(source, sourceOffset, sourceOffset + length);
        for (int i = 0; i < length; i++) {
            below[i] -= max;
        }
        double threshold = threshold(below.clone());
        for (int i = 0; i < length; i++) {
            destination[destinationOffset + i] = Math.max(0, below[i] - threshold);
        }
    }

    /** τ = (Σ z₍ₖ₎ − 1)/k for the largest k with 1 + k·z₍ₖ₎ > Σ z₍ₖ₎, z₍ₖ₎ the k-th largest; sorts the values. */
    private static double threshold(double[] values) {
        Arrays.sort(values);
        double sum = 0;
        double threshold = 0;
        for (int k = 1; k <= values.length; k++) {
            double z = values[values.length - k];
            sum += z;
            if (1 + k * z <= sum) {
                break;
            }
            threshold = (sum - 1) / k;
        }
        return threshold;
    }

    @Override
    public Interval outputRange() {
        return new Interval(0, 1);
    }
}
