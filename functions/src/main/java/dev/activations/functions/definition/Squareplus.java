package dev.activations.functions.definition;

import dev.activations.functions.behaviour.Behaviour;
import dev.activations.functions.kernel.Elementwise;

/** Squareplus: (x + √(x² + b))/2 for b of at least 0; at b = 0 it is ReLU. Barron 2021. */
public record Squareplus(double b) implements Elementwise {

    /**
     * max(x, 0) + y, where y = (b/4)/s with s = (√(x² + b) + |x|)/2 is the value at −|x|: no sum cancels. What rounding took
     * from y is the remainder b/4 − y·(y + |x|) over √(x² + b) = s + y, for whose reciprocal a few bits are enough.
     */
    @Override
    public double value(double x) {
        double size = Math.abs(x);
        double reciprocal = 1 / (root(x) / 2 + size / 2);
        double y = b / 4 * reciprocal;
        double sum = y + size;
        double sumLow = size - sum + y;
        double remainder = Math.fma(-y, sum, b / 4) - y * sumLow;
        double share = y * reciprocal;
        double slope = reciprocal * Math.fma(share, Math.fma(share, 0.41, -0.91), 1);
        double falling = y > 0x1p-450 && sum < 0x1p450 ? Math.fma(remainder, slope, y) : y;
        double rising = Math.fma(0.5, size, 0.5 * x);
        return b == 0 || size > Double.MAX_VALUE ? (x < 0 ? 0 : x) : falling + rising;
    }

    @Override
    public double roughValue(double x) {
        double root = root(x);
        return x < 0 ? b / 4 / (root / 2 - x / 2) : x / 2 + root / 2;
    }

    @Override
    public double derivative(double x) {
        double root = root(x);
        double rising = 0.5 + x / root / 2;
        double sum = root - x;
        double falling = b / 2 / root / sum;
        double lost = rootLow(x, root) * (1 / root + 1 / sum) + (root - sum - x) / sum;
        boolean ordinary = root > 0x1p-450 && root < 0x1p450;
        double y = x < 0 ? ordinary ? Math.fma(-falling, lost, falling) : falling : rising;
        return root == 0 ? 0 : x > Double.MAX_VALUE ? 1 : y;
    }

    /** What rounding took from the root, where squares neither overflow nor vanish. */
    private double rootLow(double x, double root) {
        double square = x * x;
        double sum = square + b;
        double back = sum - square;
        double sumLow = square - (sum - back) + (b - back) + Math.fma(x, x, -square);
        return (Math.fma(-root, root, sum) + sumLow) / (2 * root);
    }

    /** √(x² + b), scaled by a power of 2 so that the square neither overflows nor vanishes. */
    private double root(double x) {
        double size = Math.abs(x);
        double down = size > 0x1p500 || b > 0x1p1000 ? 0x1p-600 : 1;
        double factor = size < 0x1p-450 && b < 0x1p-900 ? 0x1p600 : down;
        double back = size < 0x1p-450 && b < 0x1p-900 ? 0x1p-600 : size > 0x1p500 || b > 0x1p1000 ? 0x1p600 : 1;
        double scaled = x * factor;
        return Math.sqrt(Math.fma(scaled, scaled, b * factor * factor)) * back;
    }

    @Override
    public Behaviour behaviour() {
        if (b == 0) {
            return new Relu().behaviour();
        }
        // f'(z) = 0.05 at z = -0.9 root, where root^2 = z^2 + b.
        double tail = -0.9 * Math.sqrt(b / 0.19);
        return Behaviour.of(this)
                .lowTail(tail, value(tail))
                .derivativeByOutput(a -> 4 * a * a / (4 * a * a + b))
                .outputs(0, Double.POSITIVE_INFINITY)
                .expecting(0.5);
    }
}
