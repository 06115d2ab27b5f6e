package dev.activations.functions.definition;

import dev.activations.functions.behaviour.Interval;
import dev.activations.functions.kernel.ClassProbabilities;
import dev.activations.functions.kernel.RowInDouble;

/**
 * Softmax over a row: eˣⁱ / Σ eˣʲ, shifted by the row's maximum. A row with NaN or +Infinity, or all −Infinity, gives NaN
 * throughout (as in PyTorch); −Infinity among finite values gives 0.
 */
public record Softmax() implements ClassProbabilities, RowInDouble {

    @Override
    public void values(double[] source, int sourceOffset, double[] destination, int destinationOffset, int length) {
        double sum = ShiftedExponentials.write(source, sourceOffset, destination, destinationOffset, length);
        for (int i = 0; i < length; i++) {
            destination[destinationOffset + i] /= sum;
        }
    }

    @Override
    public Interval outputRange() {
        return new Interval(0, 1);
    }
}
