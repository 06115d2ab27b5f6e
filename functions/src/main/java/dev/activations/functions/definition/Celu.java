package dev.activations.functions.definition;

/** CELU: x above 0, α(e^(x/α) − 1) elsewhere, so that the derivative is 1 at 0 for every α. Barron 2017. */
public record Celu(double alpha) implements Elementwise {

    @Override
    public double value(double x) {
        return x > 0 ? x : alpha * Math.expm1(x / alpha);
    }

    @Override
    public double derivative(double x) {
        return x > 0 ? 1 : Math.exp(x / alpha);
    }

    @Override
    public Behaviour behaviour() {
        Behaviour.Builder facts = Behaviour.of(this);
        if (alpha > 0) {
            double tail = alpha * Math.log(Behaviour.SATURATED_SHARE);
            facts.lowTail(tail, value(tail)).outputs(-alpha, Double.POSITIVE_INFINITY);
        }
        return facts.derivativeByOutput(a -> a > 0 ? 1 : 1 + a / alpha)
                .expecting(0.5 + StandardNormal.meanExponentialBelowZero(1 / alpha));
    }
}
