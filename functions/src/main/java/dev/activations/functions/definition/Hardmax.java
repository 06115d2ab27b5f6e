package dev.activations.functions.definition;

import dev.activations.functions.behaviour.Interval;
import dev.activations.functions.kernel.ClassProbabilities;
import java.util.Objects;

/** Hardmax over a row: 1 at the first maximum, 0 elsewhere. A row with NaN or ±Infinity gives NaN throughout. */
public record Hardmax() implements ClassProbabilities {

    @Override
    public void values(double[] source, int sourceOffset, double[] destination, int destinationOffset, int length) {
        Objects.checkFromIndexSize(sourceOffset, length, source.length);
        Objects.checkFromIndexSize(destinationOffset, length, destination.length);
        double max = FiniteRow.maximum(source, sourceOffset, length);
        boolean found = false;
        for (int i = 0; i < length; i++) {
            boolean first = !found && source[sourceOffset + i] == max;
            destination[destinationOffset + i] = Double.isNaN(max) ? max : first ? 1 : 0;
            found |= first;
        }
    }

    @Override
    public void values(float[] source, int sourceOffset, float[] destination, int destinationOffset, int length) {
        Objects.checkFromIndexSize(sourceOffset, length, source.length);
        Objects.checkFromIndexSize(destinationOffset, length, destination.length);
        float max = FiniteRow.maximum(source, sourceOffset, length);
        boolean found = false;
        for (int i = 0; i < length; i++) {
            boolean first = !found && source[sourceOffset + i] == max;
            destination[destinationOffset + i] = Float.isNaN(max) ? max : first ? 1 : 0;
            found |= first;
        }
    }

    @Override
    public Interval outputRange() {
        return new Interval(0, 1);
    }
}
