package dev.activations.functions.definition;

import dev.activations.functions.behaviour.Behaviour;
import dev.activations.functions.kernel.Elementwise;

/** Softsign: x/(1 + |x|), with derivative 1/(1 + |x|)². Bergstra et al. 2009. */
public record Softsign() implements Elementwise {

    @Override
    public double value(double x) {
        double y = x / (1 + Math.abs(x));
        return x > Double.MAX_VALUE ? 1 : x < -Double.MAX_VALUE ? -1 : y;
    }

    /** In floats alone, rounded about once, so that it falls nowhere: what 1 + |x| and the reciprocal lose is put back. */
    @Override
    public float value(float x) {
        float size = Math.abs(x);
        float d = 1 + size;
        float lost = size > 1 ? 1 - (d - size) : size - (d - 1);
        float reciprocal = 1 / d;
        float near = x * reciprocal;
        float y = Math.fma(Math.fma(-near, d, x) - near * lost, reciprocal, near);
        return x > Float.MAX_VALUE ? 1 : x < -Float.MAX_VALUE ? -1 : y;
    }

    /** With what rounding takes from 1 + |x| put back, as d² magnifies it. */
    @Override
    public double derivative(double x) {
        double size = Math.abs(x);
        double d = 1 + size;
        double reciprocal = 1 / d;
        double lost = size > 1 ? 1 - (d - size) : size - (d - 1);
        double square = reciprocal * reciprocal;
        double squareLow = Math.fma(reciprocal, reciprocal, -square);
        double reciprocalLow = (Math.fma(-reciprocal, d, 1) - reciprocal * lost) * reciprocal;
        double y = square + (squareLow + 2 * reciprocal * reciprocalLow);
        return size > Double.MAX_VALUE ? 0 : y;
    }

    @Override
    public double roughDerivative(double x) {
        double d = 1 + Math.abs(x);
        return 1 / d / d;
    }

    @Override
    public Behaviour behaviour() {
        double edge = 1 - Math.sqrt(Behaviour.SATURATED_SHARE);
        double tail = 1 / Math.sqrt(Behaviour.SATURATED_SHARE) - 1;
        return Behaviour.of(this)
                .lowTail(-tail, -edge)
                .highTail(tail, edge)
                .derivativeByOutput(a -> (1 - Math.abs(a)) * (1 - Math.abs(a)))
                .saturationIsAlarm()
                .outputs(-1, 1)
                .expecting(0.4127551003391832);
    }
}
