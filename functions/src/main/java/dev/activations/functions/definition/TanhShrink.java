package dev.activations.functions.definition;

import dev.activations.functions.behaviour.Behaviour;
import dev.activations.functions.kernel.Elementwise;

/** Tanh shrink: x − tanh x, with derivative tanh² x. */
public record TanhShrink() implements Elementwise {

    @Override
    public double value(double x) {
        return Tangent.shrunk(x);
    }

    @Override
    public double derivative(double x) {
        return Tangent.square(x);
    }

    @Override
    public double roughValue(double x) {
        return Tangent.roughShrunk(x);
    }

    @Override
    public double roughDerivative(double x) {
        double tanh = Tangent.roughValue(x);
        return tanh * tanh;
    }

    @Override
    public Behaviour behaviour() {
        return Behaviour.of(this).rises(true).expecting(0.39429449039784117);
    }
}
