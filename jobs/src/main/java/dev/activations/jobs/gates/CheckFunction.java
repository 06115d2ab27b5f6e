package dev.activations.jobs.gates;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;

/**
 * What a check makes of a figure before it compares: one number of the steps of a layer. A new function is a constant here,
 * and a case in {@link LayerReadings#of}.
 */
enum CheckFunction {
    /** The figure itself, of the judged steps or of one step; not written. */
    VALUE(false, numbers -> numbers.findFirst().orElseThrow()),
    MAX(true, numbers -> numbers.max().orElseThrow()),
    MIN(true, numbers -> numbers.min().orElseThrow()),
    MEAN(true, numbers -> numbers.average().orElseThrow()),
    /** The figure of the judged steps minus that of the baseline. */
    CHANGE(false, numbers -> numbers.findFirst().orElseThrow());

    private final boolean overSteps;
    private final ToDoubleFunction<DoubleStream> ofSteps;

    CheckFunction(boolean overSteps, ToDoubleFunction<DoubleStream> ofSteps) {
        this.overSteps = overSteps;
        this.ofSteps = ofSteps;
    }

    static Optional<CheckFunction> named(String name) {
        return Arrays.stream(values())
                .filter(function -> function != VALUE && function.toString().equals(name))
                .findFirst();
    }

    /** Those that can be written. */
    static List<String> names() {
        return Arrays.stream(values())
                .filter(function -> function != VALUE)
                .map(CheckFunction::toString)
                .toList();
    }

    /** Whether it takes all steps, and is written with {@code over steps}. */
    boolean isOverSteps() {
        return overSteps;
    }

    /** @param numbers of the steps, at least one */
    double of(DoubleStream numbers) {
        return ofSteps.applyAsDouble(numbers);
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
