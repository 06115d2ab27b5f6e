package dev.activations.functions.definition;

import java.util.Objects;

/** The vector-Jacobian product of softmax: y·(u − Σ u·y) with y = softmax(x) and u the gradient at its output. */
public record SoftmaxBackward() implements RowPair {

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
        double[] products = new double[length];
        for (int i = 0; i < length; i++) {
            products[i] = upstream[upstreamOffset + i] * y[i];
        }
        double sum = PartialSums.of(products, 0, length);
        for (int i = 0; i < length; i++) {
            destination[destinationOffset + i] = y[i] * (upstream[upstreamOffset + i] - sum);
        }
    }
}
