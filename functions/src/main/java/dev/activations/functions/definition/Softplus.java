package dev.activations.functions.definition;

/** Softplus: ln(1 + e^(βx))/β for β above 0; its derivative is σ(βx). Dugas et al. 2001. */
public record Softplus(double beta) implements Elementwise {

    private static final Sigmoid SIGMOID = new Sigmoid();

    /** As max(x, 0) + ln(1 + e^(−β|x|))/β, which neither overflows nor cancels: no threshold is needed. */
    @Override
    public double value(double x) {
        return (x <= 0 ? 0 : x) + Math.log1p(Math.exp(-Math.abs(beta * x))) / beta;
    }

    @Override
    public double derivative(double x) {
        return SIGMOID.value(beta * x);
    }

    @Override
    public Behaviour behaviour() {
        double tail = -Math.log(1 / Behaviour.SATURATED_SHARE - 1) / beta;
        return Behaviour.of(this)
                .lowTail(tail, value(tail))
                .derivativeByOutput(a -> -Math.expm1(-beta * a))
                .outputs(0, Double.POSITIVE_INFINITY)
                .expecting(0.5);
    }
}
