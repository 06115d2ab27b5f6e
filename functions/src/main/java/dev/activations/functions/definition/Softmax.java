package dev.activations.functions.definition;

import dev.activations.functions.behaviour.Interval;
import dev.activations.functions.kernel.Backend;
import dev.activations.functions.kernel.ClassProbabilities;
import dev.activations.functions.kernel.ColumnLoops;
import dev.activations.functions.kernel.RowLoops;
import dev.activations.functions.kernel.Slices;

/**
 * Softmax over a row: eˣⁱ / Σ eˣʲ, shifted by the row's maximum. A row with NaN or +Infinity, or all −Infinity, gives NaN
 * throughout (as in PyTorch), because so does the sum; −Infinity among finite values gives 0. Floats are computed in floats.
 */
public record Softmax() implements ClassProbabilities {

    @Override
    public void values(double[] source, int sourceOffset, double[] destination, int destinationOffset, int length) {
        Slices.check(source, source.length, sourceOffset, destination, destination.length, destinationOffset, length);
        RowLoops loops = Backend.current().doubleRows(ScalarRows::ofThread, length);
        double max = loops.maximum(source, sourceOffset, length);
        double sum = loops.exponentials(source, sourceOffset, destination, destinationOffset, length, max);
        loops.scale(destination, destinationOffset, length, 1 / sum);
    }

    @Override
    public void values(float[] source, int sourceOffset, float[] destination, int destinationOffset, int length) {
        Slices.check(source, source.length, sourceOffset, destination, destination.length, destinationOffset, length);
        RowLoops loops = Backend.current().floatRows(ScalarRows::ofThread, length);
        float max = loops.maximum(source, sourceOffset, length);
        float sum = loops.exponentials(source, sourceOffset, destination, destinationOffset, length, max);
        loops.scale(destination, destinationOffset, length, 1 / sum);
    }

    @Override
    public void rows(
            double[] source, int sourceOffset, double[] destination, int destinationOffset, int length, int rows) {
        int all = Math.multiplyExact(length, rows);
        Slices.check(source, source.length, sourceOffset, destination, destination.length, destinationOffset, all);
        if (!ShortRows.are(length, rows)
                || !(Backend.current().doubleRows(ScalarRows::ofThread, all) instanceof ColumnLoops loops)) {
            ClassProbabilities.super.rows(source, sourceOffset, destination, destinationOffset, length, rows);
            return;
        }
        DoubleColumns columns = DoubleColumns.ofThread();
        for (int row = 0; row < rows; row += ColumnLoops.ROWS) {
            int from = sourceOffset + row * length;
            int to = destinationOffset + row * length;
            columns.softmax(loops, source, from, destination, to, length, Math.min(ColumnLoops.ROWS, rows - row));
        }
    }

    @Override
    public void rows(
            float[] source, int sourceOffset, float[] destination, int destinationOffset, int length, int rows) {
        int all = Math.multiplyExact(length, rows);
        Slices.check(source, source.length, sourceOffset, destination, destination.length, destinationOffset, all);
        if (!ShortRows.are(length, rows)
                || !(Backend.current().floatRows(ScalarRows::ofThread, all) instanceof ColumnLoops loops)) {
            ClassProbabilities.super.rows(source, sourceOffset, destination, destinationOffset, length, rows);
            return;
        }
        FloatColumns columns = FloatColumns.ofThread();
        for (int row = 0; row < rows; row += ColumnLoops.ROWS) {
            int from = sourceOffset + row * length;
            int to = destinationOffset + row * length;
            columns.softmax(loops, source, from, destination, to, length, Math.min(ColumnLoops.ROWS, rows - row));
        }
    }

    @Override
    public Interval outputRange() {
        return new Interval(0, 1);
    }
}
