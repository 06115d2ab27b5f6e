package dev.activations.functions.definition;

import dev.activations.functions.behaviour.Behaviour;
import dev.activations.functions.kernel.Elementwise;

/** The hyperbolic tangent; its derivative 1 − tanh² x peaks at 1. */
public record Tanh() implements Elementwise {

    /** √(1 − {@link Behaviour#SATURATED_SHARE}): the |tanh| at which tanh′ has fallen to that share of its peak. */
    private static final double EDGE = Math.sqrt(1 - Behaviour.SATURATED_SHARE);

    @Override
    public double value(double x) {
        return Tangent.value(x);
    }

    /** As 4e / (1 + e)² with e = e^(−2|x|), because 1 − tanh² cancels in the tails. */
    @Override
    public double derivative(double x) {
        return Gate.slope(2 * x, 2);
    }

    /** In floats alone, within 2 ULP. */
    @Override
    public float value(float x) {
        return Tangent.value(x);
    }

    @Override
    public double roughDerivative(double x) {
        return 4 * Gate.roughSlope(2 * x);
    }

    @Override
    public Behaviour behaviour() {
        double tail = Math.log((1 + EDGE) / (1 - EDGE)) / 2;
        return Behaviour.of(this)
                .lowTail(-tail, -EDGE)
                .highTail(tail, EDGE)
                .derivativeByOutput(a -> 1 - a * a)
                .saturationIsAlarm()
                .outputs(-1, 1)
                .expecting(0.6057055096021588);
    }
}
