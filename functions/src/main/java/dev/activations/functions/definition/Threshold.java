package dev.activations.functions.definition;

import dev.activations.functions.behaviour.Behaviour;
import dev.activations.functions.behaviour.Firing;
import dev.activations.functions.kernel.Elementwise;

/** x above the threshold, the replacement elsewhere; the derivative at the threshold is 0. With replacement 0: thresholded ReLU. */
public record Threshold(double threshold, double replacement) implements Elementwise {

    @Override
    public double value(double x) {
        return x <= threshold ? replacement : x;
    }

    @Override
    public float value(float x) {
        return x <= FloatPowers.atMost(threshold) ? (float) replacement : x;
    }

    @Override
    public double derivative(double x) {
        return x > threshold ? 1 : Double.isNaN(x) ? x : 0;
    }

    @Override
    public float derivative(float x) {
        return x > FloatPowers.atMost(threshold) ? 1 : Float.isNaN(x) ? x : 0;
    }

    @Override
    public Behaviour behaviour() {
        Firing byOutput = Firing.outside(replacement, replacement);
        return Behaviour.of(this)
                .fires(Firing.above(threshold), byOutput)
                .derivativeByOutput(a -> byOutput.test(a) ? 1 : Double.isNaN(a) ? a : 0)
                .outputs(Math.min(threshold, replacement), Double.POSITIVE_INFINITY)
                .rises(replacement <= threshold)
                .expecting(StandardNormal.below(-threshold));
    }
}
