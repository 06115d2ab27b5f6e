package dev.activations.functions.definition;

import dev.activations.functions.behaviour.Behaviour;
import dev.activations.functions.kernel.Elementwise;

/** SELU: γx above 0, γα(eˣ − 1) elsewhere, f′(0) = γα. Klambauer et al. 2017, whose α and γ keep mean 0 and variance 1. */
public record Selu() implements Elementwise {

    /** γ and γα, each as the sum of two doubles. */
    private static final double SCALE = 1.0507009873554805;

    private static final double SCALE_LOW = 3.9874847667154144e-17;
    private static final double SCALED_ALPHA = 1.7580993408473768;
    private static final double SCALED_ALPHA_LOW = 1.41535193800845e-17;

    @Override
    public double value(double x) {
        double e = Powers.expm1BelowZero(x, 0);
        return x >= 0 ? Math.fma(SCALE, x, SCALE_LOW * x) : Math.fma(SCALED_ALPHA, e, SCALED_ALPHA_LOW * e);
    }

    @Override
    public double derivative(double x) {
        double e = Powers.exp(x);
        return x > 0 ? SCALE : Math.fma(SCALED_ALPHA, e, SCALED_ALPHA_LOW * e);
    }

    /** In floats alone, within 2 ULP. */
    @Override
    public float value(float x) {
        float above = x > Float.MAX_VALUE ? x : FloatPowers.times(x, SCALE);
        return x >= 0 ? above : FloatPowers.times(FloatPowers.expm1BelowZero(x), SCALED_ALPHA);
    }

    @Override
    public double roughDerivative(double x) {
        return x > 0 ? SCALE : SCALED_ALPHA * Powers.roughExp(x);
    }

    @Override
    public Behaviour behaviour() {
        double tail = Math.log(Behaviour.SATURATED_SHARE);
        return Behaviour.of(this)
                .lowTail(tail, value(tail))
                .derivativeByOutput(a -> a > 0 ? SCALE : a + SCALED_ALPHA)
                .outputs(-SCALED_ALPHA, Double.POSITIVE_INFINITY)
                .expecting(0.9852311161857964);
    }
}
