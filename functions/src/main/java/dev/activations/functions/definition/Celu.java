package dev.activations.functions.definition;

import dev.activations.functions.behaviour.Behaviour;
import dev.activations.functions.kernel.Elementwise;

/** CELU: x above 0, α(e^(x/α) − 1) elsewhere, so that the derivative is 1 at 0 for every α. Barron 2017. */
public record Celu(double alpha) implements Elementwise {

    @Override
    public double value(double x) {
        double t = x / alpha;
        return x >= 0 ? x : alpha < 0 ? rising(t, lost(x, t)) : alpha * Powers.expm1BelowZero(t, lost(x, t));
    }

    @Override
    public double derivative(double x) {
        double t = x / alpha;
        return x > 0 ? 1 : Powers.exp(t, lost(x, t));
    }

    @Override
    public double roughValue(double x) {
        double t = x / alpha;
        return x >= 0 ? x : alpha < 0 ? rising(t, 0) : alpha * Powers.roughExpm1BelowZero(t);
    }

    @Override
    public double roughDerivative(double x) {
        return x > 0 ? 1 : Powers.roughExp(x / alpha);
    }

    /** What rounding took from the quotient t = x/α; 0 where t is out of the range of exponentials. */
    private double lost(double x, double t) {
        return t > -760 && t < 760 ? Math.fma(-t, alpha, x) / alpha : 0;
    }

    /** α·(e^(t + low) − 1) for t of at least 0, where a negative α takes inputs below 0. */
    private double rising(double t, double low) {
        double inside = t > 1400 ? 1400 : t;
        double n = Powers.exponent(inside);
        double p = Powers.fraction(Powers.rest(inside, n) + low);
        return Powers.scale(alpha * (p + (1 - Powers.power(n > 1000 ? -1000 : -n))), n);
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
