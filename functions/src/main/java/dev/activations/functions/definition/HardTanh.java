package dev.activations.functions.definition;

import dev.activations.functions.behaviour.Behaviour;
import dev.activations.functions.behaviour.Firing;
import dev.activations.functions.kernel.Elementwise;

/** Hard tanh: x clipped to [min, max], min below max; the derivative is 0 at both clamps. Collobert 2004. */
public record HardTanh(double min, double max) implements Elementwise {

    /** @throws IllegalArgumentException unless min is below max */
    public HardTanh {
        if (!(min < max)) {
            throw new IllegalArgumentException(
                    "hard_tanh: parameter min must be below max, got min=" + min + " and max=" + max);
        }
    }

    @Override
    public double value(double x) {
        return x <= min ? min : x >= max ? max : x;
    }

    @Override
    public float value(float x) {
        return x <= (float) min ? (float) min : x >= (float) max ? (float) max : x;
    }

    @Override
    public double derivative(double x) {
        return x > min && x < max ? 1 : Double.isNaN(x) ? x : 0;
    }

    @Override
    public float derivative(float x) {
        return x > FloatPowers.atMost(min) && x < FloatPowers.atLeast(max) ? 1 : Float.isNaN(x) ? x : 0;
    }

    @Override
    public Behaviour behaviour() {
        return Behaviour.of(this)
                .fires(Firing.inside(min, max), Firing.inside(min, max))
                .lowTail(min, min)
                .highTail(max, max)
                .sameDerivativeByOutput()
                .saturationIsAlarm()
                .outputs(min, max)
                .expecting(StandardNormal.between(min, max));
    }
}
