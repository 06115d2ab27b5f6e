package dev.activations.functions.definition;

import dev.activations.functions.behaviour.Behaviour;
import dev.activations.functions.behaviour.Firing;
import dev.activations.functions.kernel.Elementwise;

/** ELU: x above 0, α(eˣ − 1) elsewhere; f′(0) = α. Clevert, Unterthiner and Hochreiter 2016. */
public record Elu(double alpha) implements Elementwise {

    /** e^½·Φ(−1): the mean of eˣ over the negative half of a standard normal. */
    private static final double MEAN_EXPONENTIAL_BELOW_ZERO = 0.26157829186512337;

    @Override
    public double value(double x) {
        return x >= 0 ? x : alpha * Powers.expm1BelowZero(x, 0);
    }

    @Override
    public double derivative(double x) {
        return x > 0 ? 1 : alpha * Powers.exp(x);
    }

    /** In floats alone, within 2 ULP. */
    @Override
    public float value(float x) {
        return x >= 0 ? x : FloatPowers.times(FloatPowers.expm1BelowZero(x), alpha);
    }

    @Override
    public double roughDerivative(double x) {
        return x > 0 ? 1 : alpha * Powers.roughExp(x);
    }

    @Override
    public Behaviour behaviour() {
        Behaviour.Builder facts = Behaviour.of(this);
        double size = Math.abs(alpha);
        double tail = Math.min(0, Math.log(Behaviour.SATURATED_SHARE * Math.max(1, size) / size));
        if (alpha > 0) {
            facts.lowTail(tail, value(tail))
                    .derivativeByOutput(a -> a > 0 ? 1 : a + alpha)
                    .outputs(-alpha, Double.POSITIVE_INFINITY);
        } else if (alpha < 0) {
            facts.lowTail(tail, Double.NaN).outputs(0, Double.POSITIVE_INFINITY);
        } else {
            facts.fires(Firing.above(0), Firing.above(0))
                    .sameDerivativeByOutput()
                    .outputs(0, Double.POSITIVE_INFINITY);
        }
        return facts.expecting(0.5 + alpha * MEAN_EXPONENTIAL_BELOW_ZERO);
    }
}
