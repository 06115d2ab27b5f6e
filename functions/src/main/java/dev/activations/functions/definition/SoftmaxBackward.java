package dev.activations.functions.definition;

import dev.activations.functions.kernel.PartialSums;
import dev.activations.functions.kernel.RowPair;
import java.util.Objects;

/**
 * The vector-Jacobian product of softmax, y·(u − Σ u·y), or of log-softmax, u − y·Σ u, with y = softmax(x) and u the
 * gradient at its output.
 *
 * @param logarithmic whether it is that of log-softmax
 */
public record SoftmaxBackward(boolean logarithmic) implements RowPair {

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
        double[] summands = new double[length];
        for (int i = 0; i < length; i++) {
            double u = upstream[upstreamOffset + i];
            summands[i] = logarithmic ? u : u * y[i];
        }
        double sum = PartialSums.of(summands, 0, length);
        for (int i = 0; i < length; i++) {
            double u = upstream[upstreamOffset + i];
            destination[destinationOffset + i] = logarithmic ? u - y[i] * sum : y[i] * (u - sum);
        }
    }
}
