package dev.activations.functions.definition;

import dev.activations.functions.kernel.Backend;
import dev.activations.functions.kernel.ColumnLoops;
import dev.activations.functions.kernel.RowLoops;
import dev.activations.functions.kernel.RowPair;
import dev.activations.functions.kernel.Slices;
import java.util.Objects;

/**
 * The vector-Jacobian product of softmax, y·(u − Σ u·y), or of log-softmax, u − y·Σ u, with y = softmax(x) and u the
 * gradient at its output. Floats are computed in floats.
 *
 * @param logarithmic whether it is that of log-softmax
 */
public record SoftmaxBackward(boolean logarithmic) implements RowPair {

    @Override
    public void values(
            double[] source,
            int sourceOffset,
            double[] upstream,
            int upstreamOffset,
            double[] destination,
            int destinationOffset,
            int length) {
        Slices.check(source, source.length, sourceOffset, destination, destination.length, destinationOffset, length);
        Objects.checkFromIndexSize(upstreamOffset, length, upstream.length);
        boolean apart = destination != upstream;
        double[] y = apart ? destination : RowScratch.doubles(length);
        int offset = apart ? destinationOffset : 0;
        RowLoops loops = Backend.current().doubleRows(ScalarRows::ofThread, length);
        double max = loops.maximum(source, sourceOffset, length);
        double factor = 1 / loops.exponentials(source, sourceOffset, y, offset, length, max);
        if (logarithmic) {
            double share = loops.sum(upstream, upstreamOffset, length) * factor;
            for (int i = 0; i < length; i++) {
                destination[destinationOffset + i] = upstream[upstreamOffset + i] - y[offset + i] * share;
            }
        } else {
            double mean = loops.dot(upstream, upstreamOffset, y, offset, length) * factor;
            for (int i = 0; i < length; i++) {
                double share = y[offset + i] * factor;
                destination[destinationOffset + i] = share * (upstream[upstreamOffset + i] - mean);
            }
        }
    }

    @Override
    public void values(
            float[] source,
            int sourceOffset,
            float[] upstream,
            int upstreamOffset,
            float[] destination,
            int destinationOffset,
            int length) {
        Slices.check(source, source.length, sourceOffset, destination, destination.length, destinationOffset, length);
        Objects.checkFromIndexSize(upstreamOffset, length, upstream.length);
        boolean apart = destination != upstream;
        float[] y = apart ? destination : RowScratch.floats(length);
        int offset = apart ? destinationOffset : 0;
        RowLoops loops = Backend.current().floatRows(ScalarRows::ofThread, length);
        float max = loops.maximum(source, sourceOffset, length);
        float factor = 1 / loops.exponentials(source, sourceOffset, y, offset, length, max);
        if (logarithmic) {
            float share = loops.sum(upstream, upstreamOffset, length) * factor;
            for (int i = 0; i < length; i++) {
                destination[destinationOffset + i] = upstream[upstreamOffset + i] - y[offset + i] * share;
            }
        } else {
            float mean = loops.dot(upstream, upstreamOffset, y, offset, length) * factor;
            for (int i = 0; i < length; i++) {
                float share = y[offset + i] * factor;
                destination[destinationOffset + i] = share * (upstream[upstreamOffset + i] - mean);
            }
        }
    }

    @Override
    public void rows(
            double[] source,
            int sourceOffset,
            double[] upstream,
            int upstreamOffset,
            double[] destination,
            int destinationOffset,
            int length,
            int rows) {
        int all = Math.multiplyExact(length, rows);
        Slices.check(source, source.length, sourceOffset, destination, destination.length, destinationOffset, all);
        Slices.check(
                upstream, upstream.length, upstreamOffset, destination, destination.length, destinationOffset, all);
        if (logarithmic
                || !ShortRows.are(length, rows)
                || !(Backend.current().doubleRows(ScalarRows::ofThread, all) instanceof ColumnLoops loops)) {
            RowPair.super.rows(
                    source, sourceOffset, upstream, upstreamOffset, destination, destinationOffset, length, rows);
            return;
        }
        DoubleColumns columns = DoubleColumns.ofThread();
        for (int row = 0; row < rows; row += ColumnLoops.ROWS) {
            int start = row * length;
            columns.softmaxBackward(
                    loops,
                    source,
                    sourceOffset + start,
                    upstream,
                    upstreamOffset + start,
                    destination,
                    destinationOffset + start,
                    length,
                    Math.min(ColumnLoops.ROWS, rows - row));
        }
    }

    @Override
    public void rows(
            float[] source,
            int sourceOffset,
            float[] upstream,
            int upstreamOffset,
            float[] destination,
            int destinationOffset,
            int length,
            int rows) {
        int all = Math.multiplyExact(length, rows);
        Slices.check(source, source.length, sourceOffset, destination, destination.length, destinationOffset, all);
        Slices.check(
                upstream, upstream.length, upstreamOffset, destination, destination.length, destinationOffset, all);
        if (logarithmic
                || !ShortRows.are(length, rows)
                || !(Backend.current().floatRows(ScalarRows::ofThread, all) instanceof ColumnLoops loops)) {
            RowPair.super.rows(
                    source, sourceOffset, upstream, upstreamOffset, destination, destinationOffset, length, rows);
            return;
        }
        FloatColumns columns = FloatColumns.ofThread();
        for (int row = 0; row < rows; row += ColumnLoops.ROWS) {
            int start = row * length;
            columns.softmaxBackward(
                    loops,
                    source,
                    sourceOffset + start,
                    upstream,
                    upstreamOffset + start,
                    destination,
                    destinationOffset + start,
                    length,
                    Math.min(ColumnLoops.ROWS, rows - row));
        }
    }
}
