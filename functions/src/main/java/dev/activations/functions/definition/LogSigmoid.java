package dev.activations.functions.definition;

/** The logarithm of the sigmoid: min(x, 0) − ln(1 + e^(−|x|)); its derivative is σ(−x). */
public record LogSigmoid() implements Elementwise {

    private static final Sigmoid SIGMOID = new Sigmoid();

    @Override
    public double value(double x) {
        return (x < 0 ? x : 0) - Math.log1p(Math.exp(-Math.abs(x)));
    }

    @Override
    public double derivative(double x) {
        return SIGMOID.value(-x);
    }

    @Override
    public Behaviour behaviour() {
        double tail = Math.log(1 / Behaviour.SATURATED_SHARE - 1);
        return Behaviour.of(this)
                .highTail(tail, value(tail))
                .derivativeByOutput(a -> -Math.expm1(a))
                .outputs(Double.NEGATIVE_INFINITY, 0)
                .expecting(0.5);
    }
}
