package dev.activations.functions.definition;

import dev.activations.functions.behaviour.Behaviour;
import dev.activations.functions.kernel.Elementwise;

/** The identity (linear activation): x, with derivative 1. */
public record Identity() implements Elementwise {

    @Override
    public double value(double x) {
        return x;
    }

    @Override
    public float value(float x) {
        return x;
    }

    @Override
    public double derivative(double x) {
        return Double.isNaN(x) ? x : 1;
    }

    @Override
    public float derivative(float x) {
        return Float.isNaN(x) ? x : 1;
    }

    @Override
    public Behaviour behaviour() {
        return Behaviour.of(this).sameDerivativeByOutput().expecting(1);
    }
}
