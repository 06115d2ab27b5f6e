package dev.activations.functions.definition;

import dev.activations.functions.behaviour.Behaviour;
import dev.activations.functions.behaviour.Firing;
import dev.activations.functions.kernel.Elementwise;

/** Hard shrink: x beyond ±λ, 0 within, for λ of at least 0; f′(±λ) = 0. Donoho and Johnstone 1994. */
public record HardShrink(double lambda) implements Elementwise {

    @Override
    public double value(double x) {
        return Math.abs(x) <= lambda ? 0 : x;
    }

    @Override
    public float value(float x) {
        return Math.abs(x) <= FloatPowers.atMost(lambda) ? 0 : x;
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
