package dev.activations.functions.definition;

/** Swish (SiLU at β = 1): x·σ(βx). Ramachandran, Zoph and Le 2017. */
public record Swish(double beta) implements Elementwise {

    /** Where the derivative's low tail begins at β = 1: f′(z) = −0.05·max f′. */
    private static final double TAIL = -3.9298973160966496;

    private static final double MINIMUM = -0.2784645427610738;
    private static final Sigmoid SIGMOID = new Sigmoid();

    @Override
    public double value(double x) {
        double gate = SIGMOID.value(scaled(x));
        return gate == 0 ? Math.copySign(0, x) : x * gate;
    }

    @Override
    public double derivative(double x) {
        double t = scaled(x);
        if (Double.isInfinite(t)) {
            return t > 0 ? 1 : 0;
        }
        return SIGMOID.value(t) * (1 + t * SIGMOID.value(-t));
    }

    /** βx, where β = 0 leaves the gate at ½ for infinite x too. */
    private double scaled(double x) {
        return beta == 0 && Double.isInfinite(x) ? 0 : beta * x;
    }

    @Override
    public Behaviour behaviour() {
        Behaviour.Builder facts = Behaviour.of(this);
        if (beta > 0) {
            facts.lowTail(TAIL / beta, Double.NaN).outputs(MINIMUM / beta, Double.POSITIVE_INFINITY);
        } else if (beta < 0) {
            facts.highTail(TAIL / beta, Double.NaN).outputs(Double.NEGATIVE_INFINITY, MINIMUM / beta);
        } else {
            facts.derivativeByOutput(a -> Double.isNaN(a) ? a : 0.5);
        }
        return facts.expecting(0.5);
    }
}
