package dev.activations.functions.definition;

import dev.activations.functions.behaviour.Interval;
import dev.activations.functions.kernel.ClassProbabilities;
import dev.activations.functions.kernel.RowInDouble;
import dev.activations.functions.kernel.RowMaximum;
import dev.activations.functions.kernel.Slices;

/**
 * The logarithm of softmax over a row: xᵢ − max − ln Σ e^(xⱼ − max). A row with NaN or +Infinity, or all −Infinity, gives
 * NaN throughout (as in PyTorch); −Infinity among finite values stays −Infinity.
 */
public record LogSoftmax() implements ClassProbabilities, RowInDouble {

    @Override
    public void values(double[] source, int sourceOffset, double[] destination, int destinationOffset, int length) {
        Slices.check(source, source.length, sourceOffset, destination, destination.length, destinationOffset, length);
        double max = RowMaximum.of(source, sourceOffset, length);
        double shift = StrictMath.log(ShiftedExponentials.write(source, sourceOffset, new double[length], 0, length));
        for (int i = 0; i < length; i++) {
            destination[destinationOffset + i] = source[sourceOffset + i] - max - shift;
        }
    }

    @Override
    public Interval outputRange() {
        return new Interval(Double.NEGATIVE_INFINITY, 0);
    }

    @Override
    public boolean logarithmic() {
        return true;
    }
}
