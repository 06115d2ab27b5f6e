package dev.activations.functions.definition;

/** Squareplus: (x + √(x² + b))/2 for b of at least 0; at b = 0 it is ReLU. Barron 2021. */
public record Squareplus(double b) implements Elementwise {

    /** For x below 0 as (b/4)/(√(x² + b)/2 − x/2), because the sum cancels. */
    @Override
    public double value(double x) {
        double root = Math.hypot(x, Math.sqrt(b));
        return x < 0 ? b / 4 / (root / 2 - x / 2) : x / 2 + root / 2;
    }

    @Override
    public double derivative(double x) {
        double root = Math.hypot(x, Math.sqrt(b));
        if (root == 0) {
            return 0;
        }
        return x < 0 ? b / 2 / root / (root - x) : Double.isInfinite(x) ? 1 : 0.5 + x / root / 2;
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
