package dev.activations.functions.definition;

import dev.activations.functions.behaviour.Behaviour;
import dev.activations.functions.behaviour.Firing;
import dev.activations.functions.kernel.Elementwise;

/** Squared ReLU: max(0, x)². So et al. 2021 (Primer). */
public record SquaredRelu() implements Elementwise {

    @Override
    public double value(double x) {
        return x <= 0 ? 0 : x * x;
    }

    /** Rounded once as well: the square of a float is exact in double. */
    @Override
    public float value(float x) {
        return x <= 0 ? 0 : x * x;
    }

    @Override
    public double derivative(double x) {
        return x <= 0 ? 0 : 2 * x;
    }

    @Override
    public float derivative(float x) {
        return x <= 0 ? 0 : 2 * x;
    }

    @Override
    public Behaviour behaviour() {
        return Behaviour.of(this)
                .fires(Firing.above(0), Firing.above(0))
                .derivativeByOutput(a -> a <= 0 ? 0 : 2 * Math.sqrt(a))
                .outputs(0, Double.POSITIVE_INFINITY)
                .expecting(Math.sqrt(2 / Math.PI));
    }
}
