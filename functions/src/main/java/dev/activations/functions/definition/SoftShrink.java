package dev.activations.functions.definition;

import dev.activations.functions.behaviour.Behaviour;
import dev.activations.functions.behaviour.Firing;
import dev.activations.functions.kernel.Elementwise;

/** Soft shrink: x moved towards 0 by λ, and 0 within ±λ, for λ of at least 0; f′(±λ) = 0. Donoho 1995. */
public record SoftShrink(double lambda) implements Elementwise {

    @Override
    public double value(double x) {
        return x > lambda ? x - lambda : x < -lambda ? x + lambda : Double.isNaN(x) ? x : 0;
    }

    @Override
    public float value(float x) {
        float above = x - FloatPowers.high(lambda) - FloatPowers.low(lambda);
        float below = x + FloatPowers.high(lambda) + FloatPowers.low(lambda);
        return above > 0 ? above : below < 0 ? below : Float.isNaN(x) ? x : 0;
    }

    @Override
    public double derivative(double x) {
        return Math.abs(x) > lambda ? 1 : Double.isNaN(x) ? x : 0;
    }

    @Override
    public float derivative(float x) {
        return Math.abs(x) > FloatPowers.atMost(lambda) ? 1 : Float.isNaN(x) ? x : 0;
    }

    @Override
    public Behaviour behaviour() {
        return Behaviour.of(this)
                .fires(Firing.outside(-lambda, lambda), Firing.outside(0, 0))
                .derivativeByOutput(a -> Double.isNaN(a) ? a : a == 0 ? 0 : 1)
                .expecting(2 * StandardNormal.below(-lambda));
    }
}
