package dev.activations.functions.definition;

import dev.activations.functions.kernel.PartialSums;
import dev.activations.functions.kernel.RowMaximum;
import dev.activations.functions.kernel.Rowwise;
import dev.activations.functions.kernel.Slices;

/** e^(x − max) of a row, which the functions of the softmax kind are made of. */
final class ShiftedExponentials {

    private static final Exponential EXPONENTIAL = new Exponential();

    private ShiftedExponentials() {}

    /**
     * Writes e^(x − max) of each value, max being {@link RowMaximum#of}, and returns their sum; throws as
     * {@link Rowwise} says, before anything is written.
     */
    static double write(double[] source, int sourceOffset, double[] destination, int destinationOffset, int length) {
        Slices.check(source, source.length, sourceOffset, destination, destination.length, destinationOffset, length);
        double max = RowMaximum.of(source, sourceOffset, length);
        for (int i = 0; i < length; i++) {
            destination[destinationOffset + i] = source[sourceOffset + i] - max;
        }
        EXPONENTIAL.values(destination, destinationOffset, destination, destinationOffset, length);
        return PartialSums.of(destination, destinationOffset, length);
    }
}
