package dev.activations.spark.catalyst.catalog;

import dev.activations.functions.behaviour.Behaviour;
import dev.activations.functions.behaviour.Side;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;

/**
 * Inputs of an example that show what a function does: where it levels off or changes its form, and between.
 *
 * @param low below the middle
 * @param middle near 0
 * @param high above the middle
 */
record ExampleInputs(double low, float middle, float high) {

    static ExampleInputs of(Behaviour behaviour) {
        Side side = behaviour.byInput();
        double low = bound(side.lowTail(), side.firing().low(), -1);
        double high = bound(side.highTail(), side.firing().high(), 1);
        return new ExampleInputs(Math.floor(low) - 1, 0.5f, (float) Math.ceil(high) + 1);
    }

    /** Where the function levels off on one side, or is exactly flat. */
    private static double bound(OptionalDouble tail, double flat, double otherwise) {
        return DoubleStream.of(tail.orElse(Double.NaN), flat)
                .filter(Double::isFinite)
                .boxed()
                .max((a, b) -> Double.compare(Math.abs(a), Math.abs(b)))
                .orElse(otherwise);
    }
}
