package dev.activations.functions.definition;

import dev.activations.functions.behaviour.Behaviour;
import dev.activations.functions.behaviour.Firing;
import dev.activations.functions.kernel.Elementwise;

/** ReLU6: x clipped to [0, 6]; the derivative is 0 at both clamps. Krizhevsky 2010. */
public record Relu6() implements Elementwise {

    @Override
    public double value(double x) {
        return x <= 0 ? 0 : x >= 6 ? 6 : x;
    }

    @Override
    public float value(float x) {
        return x <= 0 ? 0 : x >= 6 ? 6 : x;
    }

    @Override
    public double derivative(double x) {
        return x > 0 && x < 6 ? 1 : Double.isNaN(x) ? x : 0;
    }

    @Override
    public float derivative(float x) {
        return x > 0 && x < 6 ? 1 : Float.isNaN(x) ? x : 0;
    }

    @Override
    public Behaviour behaviour() {
        return Behaviour.of(this)
                .fires(Firing.inside(0, 6), Firing.inside(0, 6))
                .highTail(6, 6)
                .sameDerivativeByOutput()
                .saturationIsAlarm()
                .outputs(0, 6)
                .expecting(0.49999999901341235);
    }
}
