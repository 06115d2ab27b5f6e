package dev.activations.functions.definition;

import dev.activations.functions.behaviour.Behaviour;
import dev.activations.functions.behaviour.Firing;
import dev.activations.functions.kernel.Elementwise;

/** Leaky ReLU: x above 0, αx elsewhere; f′(0) = α. Maas, Hannun and Ng 2013. */
public record LeakyRelu(double alpha) implements Elementwise {

    @Override
    public double value(double x) {
        return x > 0 ? x : alpha == 0 && x < 0 ? -0.0 : alpha * x;
    }

    /** In floats alone, rounded about once, and once more where the result is subnormal. */
    @Override
    public float value(float x) {
        float below = x < -Float.MAX_VALUE ? FloatPowers.high(alpha) * x : FloatPowers.times(x, alpha);
        return x > 0 ? x : alpha == 0 && x < 0 ? -0f : below;
    }

    @Override
    public double derivative(double x) {
        return x > 0 ? 1 : x <= 0 ? alpha : x;
    }

    @Override
    public float derivative(float x) {
        return x > 0 ? 1 : x <= 0 ? (float) alpha : x;
    }

    @Override
    public Behaviour behaviour() {
        Behaviour.Builder facts = Behaviour.of(this);
        if (alpha >= 0) {
            facts.sameDerivativeByOutput();
        }
        if (alpha == 0) {
            facts.fires(Firing.above(0), Firing.above(0));
        }
        if (alpha <= 0) {
            facts.outputs(0, Double.POSITIVE_INFINITY);
        }
        return facts.expecting((1 + alpha) / 2);
    }
}
