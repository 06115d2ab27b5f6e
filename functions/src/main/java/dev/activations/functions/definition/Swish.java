package dev.activations.functions.definition;

import dev.activations.functions.behaviour.Behaviour;
import dev.activations.functions.kernel.Elementwise;

/** Swish (SiLU at β = 1): x·σ(βx). Ramachandran, Zoph and Le 2017. */
public record Swish(double beta) implements Elementwise {

    /** Where the derivative's low tail begins at β = 1: f′(z) = −0.05·max f′. */
    private static final double TAIL = -3.9298973160966496;

    private static final double MINIMUM = -0.2784645427610738;

    @Override
    public double value(double x) {
        double t = beta * x;
        return beta == 0 ? 0.5 * x : Gate.times(x, t, Math.fma(beta, x, -t));
    }

    @Override
    public double derivative(double x) {
        double t = beta * x;
        double low = Math.fma(beta, x, -t);
        return beta == 0 ? half(x) : Gate.timesSlope(t, low, t, low);
    }

    /** In floats alone, within 1.1 ULP. */
    @Override
    public float value(float x) {
        float t = FloatPowers.high(beta) * x;
        float low = Math.fma(FloatPowers.high(beta), x, -t) + FloatPowers.low(beta) * x;
        float y = FloatGate.times(x, t, low, beta < 0 ? 0f : -0f);
        return beta == 0 ? 0.5f * x : y;
    }

    @Override
    public double roughDerivative(double x) {
        return beta == 0 ? half(x) : Gate.roughTimesSlope(beta * x, beta * x);
    }

    /** The slope of x/2, to which β = 0 degenerates; NaN for NaN. */
    private static double half(double x) {
        return Double.isNaN(x) ? x : 0.5;
    }

    @Override
    public Behaviour behaviour() {
        Behaviour.Builder facts = Behaviour.of(this);
        if (beta > 0) {
            facts.lowTail(TAIL / beta, Double.NaN).outputs(MINIMUM / beta, Double.POSITIVE_INFINITY);
        } else if (beta < 0) {
            facts.highTail(TAIL / beta, Double.NaN).outputs(Double.NEGATIVE_INFINITY, MINIMUM / beta);
        } else {
            facts.derivativeByOutput(Swish::half);
        }
        return facts.expecting(0.5);
    }
}
