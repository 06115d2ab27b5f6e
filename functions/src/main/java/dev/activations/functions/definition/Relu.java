package dev.activations.functions.definition;

import dev.activations.functions.behaviour.Behaviour;
import dev.activations.functions.behaviour.Firing;
import dev.activations.functions.kernel.Elementwise;

/** ReLU: max(0, x). Its derivative is 1 above 0 and 0 elsewhere, at 0 too. Nair and Hinton 2010. */
public record Relu() implements Elementwise {

    @Override
    public double value(double x) {
        return x <= 0 ? 0 : x;
    }

    /** As exact as in double. */
    @Override
    public float value(float x) {
        return x <= 0 ? 0 : x;
    }

    @Override
    public double derivative(double x) {
        return x > 0 ? 1 : x <= 0 ? 0 : x;
    }

    @Override
    public float derivative(float x) {
        return x > 0 ? 1 : x <= 0 ? 0 : x;
    }

    @Override
    public Behaviour behaviour() {
        Firing positive = Firing.above(0);
        return Behaviour.of(this)
                .fires(positive, positive)
                .sameDerivativeByOutput()
                .outputs(0, Double.POSITIVE_INFINITY)
                .expecting(0.5);
    }
}
