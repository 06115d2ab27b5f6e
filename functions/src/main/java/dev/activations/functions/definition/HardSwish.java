package dev.activations.functions.definition;

import dev.activations.functions.behaviour.Behaviour;
import dev.activations.functions.behaviour.Firing;
import dev.activations.functions.kernel.Elementwise;

/** Hard swish: x·clip((x + 3)/6, 0, 1). Its derivative is 0 up to −3, 1 from 3 on and x/3 + ½ between. Howard et al. 2019. */
public record HardSwish() implements Elementwise {

    @Override
    public double value(double x) {
        return x <= -3 ? -0.0 : x >= 3 ? x : x * ((x + 3) / 6);
    }

    /** In floats alone, within 2 ULP. */
    @Override
    public float value(float x) {
        return x <= -3 ? -0f : x >= 3 ? x : x * ((x + 3) / 6);
    }

    /** Written as (x + 1.5)/3 because x/3 + ½ cancels near −1.5. */
    @Override
    public double derivative(double x) {
        return x <= -3 ? 0 : x >= 3 ? 1 : (x + 1.5) / 3;
    }

    @Override
    public float derivative(float x) {
        return x <= -3 ? 0 : x >= 3 ? 1 : (x + 1.5f) / 3;
    }

    @Override
    public Behaviour behaviour() {
        return Behaviour.of(this)
                .fires(Firing.above(-3), Firing.UNKNOWN)
                .lowTail(-3, Double.NaN)
                .outputs(-0.375, Double.POSITIVE_INFINITY)
                .expecting(0.5);
    }
}
