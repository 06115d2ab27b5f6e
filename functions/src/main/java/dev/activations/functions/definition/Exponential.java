package dev.activations.functions.definition;

import dev.activations.functions.behaviour.Behaviour;
import dev.activations.functions.kernel.Elementwise;

/** The exponential eˣ, which is its own derivative. */
public record Exponential() implements Elementwise {

    @Override
    public double value(double x) {
        return Powers.exp(x);
    }

    @Override
    public double derivative(double x) {
        return Powers.exp(x);
    }

    /** In floats alone, within 2 ULP. */
    @Override
    public float value(float x) {
        return FloatPowers.exp(x);
    }

    @Override
    public float derivative(float x) {
        return FloatPowers.exp(x);
    }

    @Override
    public Behaviour behaviour() {
        return Behaviour.of(this)
                .derivativeByOutput(a -> a)
                .outputs(0, Double.POSITIVE_INFINITY)
                .expecting(1.6487212707001282);
    }
}
