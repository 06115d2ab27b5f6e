package dev.activations.functions.definition;

import dev.activations.functions.behaviour.Interval;
import dev.activations.functions.kernel.Elementwise;
import dev.activations.functions.kernel.Rowwise;
import java.util.Objects;

/**
 * The gated linear units over a row: the first half times the gate of the second half, element by element, so that the
 * result is half as long. GLU gates with the sigmoid, ReGLU with ReLU, GEGLU with GELU, SwiGLU with swish. Dauphin et al.
 * 2017; Shazeer 2020.
 */
public record Glu(Elementwise gate) implements Rowwise {

    /** @throws IllegalArgumentException for an odd length */
    @Override
    public int outputLength(int length) {
        if (length % 2 != 0) {
            throw new IllegalArgumentException("a gated linear unit halves its row, which has " + length + " values");
        }
        return length / 2;
    }

    @Override
    public void values(double[] source, int sourceOffset, double[] destination, int destinationOffset, int length) {
        int half = outputLength(length);
        Objects.checkFromIndexSize(sourceOffset, length, source.length);
        Objects.checkFromIndexSize(destinationOffset, half, destination.length);
        double[] gates = new double[half];
        gate.values(source, sourceOffset + half, gates, 0, half);
        for (int i = 0; i < half; i++) {
            destination[destinationOffset + i] = source[sourceOffset + i] * gates[i];
        }
    }

    /** As in double, the gate rounded to at least 28 bits and the product once. */
    @Override
    public void values(float[] source, int sourceOffset, float[] destination, int destinationOffset, int length) {
        int half = outputLength(length);
        Objects.checkFromIndexSize(sourceOffset, length, source.length);
        Objects.checkFromIndexSize(destinationOffset, half, destination.length);
        for (int i = 0; i < half; i++) {
            double gated = gate.roughValue(source[sourceOffset + half + i]);
            destination[destinationOffset + i] = (float) (source[sourceOffset + i] * gated);
        }
    }

    @Override
    public Interval outputRange() {
        return Interval.ALL;
    }
}
