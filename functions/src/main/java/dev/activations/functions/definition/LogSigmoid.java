package dev.activations.functions.definition;

import dev.activations.functions.behaviour.Behaviour;
import dev.activations.functions.kernel.Elementwise;

/** The logarithm of the sigmoid: min(x, 0) − ln(1 + e^(−|x|)); its derivative is σ(−x). */
public record LogSigmoid() implements Elementwise {

    @Override
    public double value(double x) {
        return (x >= 0 ? 0 : x) - Log1pExp.tail(x, 0);
    }

    @Override
    public double derivative(double x) {
        return Gate.value(-x);
    }

    @Override
    public double roughValue(double x) {
        return (x >= 0 ? 0 : x) - Log1pExp.roughTail(x);
    }

    @Override
    public double roughDerivative(double x) {
        return Gate.roughValue(-x);
    }

    @Override
    public Behaviour behaviour() {
        double tail = Math.log(1 / Behaviour.SATURATED_SHARE - 1);
        return Behaviour.of(this)
                .highTail(tail, value(tail))
                .derivativeByOutput(a -> -Math.expm1(a))
                .outputs(Double.NEGATIVE_INFINITY, 0)
                .expecting(0.5);
    }
}
