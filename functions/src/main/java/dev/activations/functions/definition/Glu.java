package dev.activations.functions.definition;

import dev.activations.functions.behaviour.Interval;
import dev.activations.functions.kernel.Backend;
import dev.activations.functions.kernel.Elementwise;
import dev.activations.functions.kernel.RowLoops;
import dev.activations.functions.kernel.Rowwise;
import dev.activations.functions.kernel.Slices;
import java.util.Objects;

/**
 * The gated linear units over a row: the first half times the gate of the second half, element by element, so that the
 * result is half as long. GLU gates with the sigmoid, ReGLU with ReLU, GEGLU with GELU, SwiGLU with swish. Dauphin et al.
 * 2017; Shazeer 2020. A float is the product of two floats: what a gate lacks where it is subnormal, the product lacks too.
 */
public record Glu(Elementwise gate) implements Rowwise {

    /** Gates that are computed at a time: few enough for the nearest cache. */
    private static final int BLOCK = 1024;

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
        RowLoops loops = Backend.current().doubleRows(ScalarRows::ofThread, half);
        double[] gates = RowScratch.doubles(Math.min(half, BLOCK));
        for (int start = 0; start < half; start += BLOCK) {
            int count = Math.min(BLOCK, half - start);
            gate.values(source, sourceOffset + half + start, gates, 0, count);
            loops.multiply(source, sourceOffset + start, gates, 0, destination, destinationOffset + start, count);
        }
    }

    @Override
    public void values(float[] source, int sourceOffset, float[] destination, int destinationOffset, int length) {
        int half = outputLength(length);
        Objects.checkFromIndexSize(sourceOffset, length, source.length);
        Objects.checkFromIndexSize(destinationOffset, half, destination.length);
        RowLoops loops = Backend.current().floatRows(ScalarRows::ofThread, half);
        float[] gates = RowScratch.floats(Math.min(half, BLOCK));
        for (int start = 0; start < half; start += BLOCK) {
            int count = Math.min(BLOCK, half - start);
            gate.values(source, sourceOffset + half + start, gates, 0, count);
            loops.multiply(source, sourceOffset + start, gates, 0, destination, destinationOffset + start, count);
        }
    }

    /** The gates of many rows go through one call, as they are too few in a short row to be worth one. */
    @Override
    public void rows(
            double[] source, int sourceOffset, double[] destination, int destinationOffset, int length, int rows) {
        int half = outputLength(length);
        Slices.checkRows(rows, source.length, sourceOffset, length, destination.length, destinationOffset, half);
        int most = BLOCK / Math.max(1, half);
        if (most < 2) {
            Rowwise.super.rows(source, sourceOffset, destination, destinationOffset, length, rows);
            return;
        }
        for (int row = 0; row < rows; row += most) {
            int from = sourceOffset + row * length;
            int to = destinationOffset + row * half;
            someRows(source, from, destination, to, half, Math.min(most, rows - row));
        }
    }

    private void someRows(
            double[] source, int sourceOffset, double[] destination, int destinationOffset, int half, int rows) {
        double[] gates = RowScratch.doubles(BLOCK);
        for (int row = 0; row < rows; row++) {
            System.arraycopy(source, sourceOffset + (2 * row + 1) * half, gates, row * half, half);
        }
        gate.values(gates, 0, gates, 0, rows * half);
        RowLoops loops = Backend.current().doubleRows(ScalarRows::ofThread, rows * half);
        for (int row = 0; row < rows; row++) {
            loops.multiply(
                    source,
                    sourceOffset + 2 * row * half,
                    gates,
                    row * half,
                    destination,
                    destinationOffset + row * half,
                    half);
        }
    }

    /** The gates of many rows go through one call, as they are too few in a short row to be worth one. */
    @Override
    public void rows(
            float[] source, int sourceOffset, float[] destination, int destinationOffset, int length, int rows) {
        int half = outputLength(length);
        Slices.checkRows(rows, source.length, sourceOffset, length, destination.length, destinationOffset, half);
        int most = BLOCK / Math.max(1, half);
        if (most < 2) {
            Rowwise.super.rows(source, sourceOffset, destination, destinationOffset, length, rows);
            return;
        }
        for (int row = 0; row < rows; row += most) {
            int from = sourceOffset + row * length;
            int to = destinationOffset + row * half;
            someRows(source, from, destination, to, half, Math.min(most, rows - row));
        }
    }

    private void someRows(
            float[] source, int sourceOffset, float[] destination, int destinationOffset, int half, int rows) {
        float[] gates = RowScratch.floats(BLOCK);
        for (int row = 0; row < rows; row++) {
            System.arraycopy(source, sourceOffset + (2 * row + 1) * half, gates, row * half, half);
        }
        gate.values(gates, 0, gates, 0, rows * half);
        RowLoops loops = Backend.current().floatRows(ScalarRows::ofThread, rows * half);
        for (int row = 0; row < rows; row++) {
            loops.multiply(
                    source,
                    sourceOffset + 2 * row * half,
                    gates,
                    row * half,
                    destination,
                    destinationOffset + row * half,
                    half);
        }
    }

    @Override
    public Interval outputRange() {
        return Interval.ALL;
    }
}
