package dev.activations.functions.definition;

import dev.activations.functions.behaviour.Behaviour;
import dev.activations.functions.kernel.Elementwise;

/** The logistic function 1 / (1 + e⁻ˣ); its derivative σ(x)·σ(−x) peaks at 0.25. */
public record Sigmoid() implements Elementwise {

    /** √(1 − {@link Behaviour#SATURATED_SHARE}): where σ′ has fallen to that share of its peak, σ = (1 ± this) / 2. */
    private static final double EDGE = Math.sqrt(1 - Behaviour.SATURATED_SHARE);

    @Override
    public double value(double x) {
        return Gate.value(x);
    }

    @Override
    public double derivative(double x) {
        return Gate.slope(x, 0);
    }

    /** In floats alone, within 1 ULP. */
    @Override
    public float value(float x) {
        return FloatGate.value(x);
    }

    @Override
    public double roughDerivative(double x) {
        return Gate.roughSlope(x);
    }

    @Override
    public Behaviour behaviour() {
        double tail = Math.log((1 + EDGE) / (1 - EDGE));
        return Behaviour.of(this)
                .lowTail(-tail, (1 - EDGE) / 2)
                .highTail(tail, (1 + EDGE) / 2)
                .derivativeByOutput(a -> a * (1 - a))
                .saturationIsAlarm()
                .outputs(0, 1)
                .expecting(0.20662096414190704);
    }
}
