package dev.activations.functions.definition;

import java.util.Objects;

/** The vector-Jacobian product of log-softmax: u − softmax(x)·Σ u with u the gradient at its output. */
public record LogSoftmaxBackward() implements RowPair {

    private static final Softmax SOFTMAX = new Softmax();

    @Override
    public void values(
            double[] source,
            int sourceOffset,
            double[] upstream,
            int upstreamOffset,
            double[] destination,
            int destinationOffset,
            int length) {
        Objects.checkFromIndexSize(upstreamOffset, length, upstream.length);
        Objects.checkFromIndexSize(destinationOffset, length, destination.length);
        double[] y = new double[length];
        SOFTMAX.values(source, sourceOffset, y, 0, length);
        double sum = PartialSums.of(upstream, upstreamOffset, length);
        for (int i = 0; i < length; i++) {
            destination[destinationOffset + i] = upstream[upstreamOffset + i] - y[i] * sum;
        }
    }
}
