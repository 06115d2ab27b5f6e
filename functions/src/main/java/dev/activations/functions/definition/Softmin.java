package dev.activations.functions.definition;

import dev.activations.functions.behaviour.Interval;
import dev.activations.functions.kernel.ClassProbabilities;
import dev.activations.functions.kernel.Slices;

/** Softmin over a row: softmax of −x. A row with NaN or −Infinity, or all +Infinity, gives NaN throughout. */
public record Softmin() implements ClassProbabilities {

    private static final Softmax SOFTMAX = new Softmax();

    @Override
    public void values(double[] source, int sourceOffset, double[] destination, int destinationOffset, int length) {
        Slices.check(source, source.length, sourceOffset, destination, destination.length, destinationOffset, length);
        for (int i = 0; i < length; i++) {
            destination[destinationOffset + i] = -source[sourceOffset + i];
        }
        SOFTMAX.values(destination, destinationOffset, destination, destinationOffset, length);
    }

    @Override
    public void values(float[] source, int sourceOffset, float[] destination, int destinationOffset, int length) {
        Slices.check(source, source.length, sourceOffset, destination, destination.length, destinationOffset, length);
        for (int i = 0; i < length; i++) {
            destination[destinationOffset + i] = -source[sourceOffset + i];
        }
        SOFTMAX.values(destination, destinationOffset, destination, destinationOffset, length);
    }

    @Override
    public void rows(
            double[] source, int sourceOffset, double[] destination, int destinationOffset, int length, int rows) {
        int all = Math.multiplyExact(length, rows);
        Slices.check(source, source.length, sourceOffset, destination, destination.length, destinationOffset, all);
        for (int i = 0; i < all; i++) {
            destination[destinationOffset + i] = -source[sourceOffset + i];
        }
        SOFTMAX.rows(destination, destinationOffset, destination, destinationOffset, length, rows);
    }

    @Override
    public void rows(
            float[] source, int sourceOffset, float[] destination, int destinationOffset, int length, int rows) {
        int all = Math.multiplyExact(length, rows);
        Slices.check(source, source.length, sourceOffset, destination, destination.length, destinationOffset, all);
        for (int i = 0; i < all; i++) {
            destination[destinationOffset + i] = -source[sourceOffset + i];
        }
        SOFTMAX.rows(destination, destinationOffset, destination, destinationOffset, length, rows);
    }

    @Override
    public Interval outputRange() {
        return new Interval(0, 1);
    }
}
