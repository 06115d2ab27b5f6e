package dev.activations.functions.definition;

import dev.activations.functions.behaviour.Behaviour;
import dev.activations.functions.behaviour.Firing;
import dev.activations.functions.kernel.Elementwise;

/** Hard sigmoid as in PyTorch: (x + 3)/6 clipped to [0, 1]; the derivative is 0 at both clamps. Courbariaux et al. 2015. */
public record HardSigmoid() implements Elementwise {

    /** Written as (x + 3)/6 because x/6 + ½ cancels near −3. */
    @Override
    public double value(double x) {
        return x <= -3 ? 0 : x >= 3 ? 1 : (x + 3) / 6;
    }

    /** In floats alone, within 1 ULP. */
    @Override
    public float value(float x) {
        return x <= -3 ? 0 : x >= 3 ? 1 : (x + 3) / 6;
    }

    @Override
    public double derivative(double x) {
        return x > -3 && x < 3 ? 1.0 / 6 : Double.isNaN(x) ? x : 0;
    }

    @Override
    public float derivative(float x) {
        return x > -3 && x < 3 ? 1 / 6f : Float.isNaN(x) ? x : 0;
    }

    @Override
    public Behaviour behaviour() {
        return Behaviour.of(this)
                .fires(Firing.inside(-3, 3), Firing.inside(0, 1))
                .lowTail(-3, 0)
                .highTail(3, 1)
                .derivativeByOutput(a -> a > 0 && a < 1 ? 1.0 / 6 : Double.isNaN(a) ? a : 0)
                .saturationIsAlarm()
                .outputs(0, 1)
                .expecting(0.1662167006561233);
    }
}
