package dev.activations.functions.definition;

import dev.activations.functions.behaviour.Behaviour;
import dev.activations.functions.kernel.Elementwise;

/** Softplus: ln(1 + e^(βx))/β for β above 0; its derivative is σ(βx). Dugas et al. 2001. */
public record Softplus(double beta) implements Elementwise {

    /** As max(x, 0) + ln(1 + e^(−β|x|))/β, which neither overflows nor cancels: no threshold is needed. */
    @Override
    public double value(double x) {
        double t = beta * x;
        return (x <= 0 ? 0 : x) + Log1pExp.tail(t, Math.fma(beta, x, -t)) / beta;
    }

    @Override
    public double derivative(double x) {
        double t = beta * x;
        return Gate.times(1, t, Math.fma(beta, x, -t));
    }

    @Override
    public double roughValue(double x) {
        return (x <= 0 ? 0 : x) + Log1pExp.roughTail(beta * x) / beta;
    }

    @Override
    public double roughDerivative(double x) {
        return Gate.roughValue(beta * x);
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
