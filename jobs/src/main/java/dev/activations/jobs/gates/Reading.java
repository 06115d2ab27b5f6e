package dev.activations.jobs.gates;

import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;

/**
 * What a log says of a number: its value, and where it lies for sure once what the log leaves open is settled one way or the
 * other.
 *
 * @param value as the report has it; empty where it has none
 * @param low the smallest that it may be
 * @param high the largest that it may be
 * @param open what the log leaves open, in a clause; empty where low and high are the value
 */
record Reading(OptionalDouble value, double low, double high, String open) {

    static Reading exactly(double value) {
        return new Reading(OptionalDouble.of(value), value, value, "");
    }

    /** A value that may be as high as {@code high}. */
    static Reading upTo(double value, double high, String open) {
        return new Reading(OptionalDouble.of(value), value, high, open);
    }

    static Reading unknown(String open) {
        return new Reading(OptionalDouble.empty(), Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, open);
    }

    /**
     * The readings of several steps as one, by a function that grows with each of them.
     *
     * @param steps at least one
     */
    static Reading over(List<Reading> steps, CheckFunction function) {
        double[] known =
                steps.stream().flatMapToDouble(step -> step.value().stream()).toArray();
        return new Reading(
                known.length == 0 ? OptionalDouble.empty() : OptionalDouble.of(function.of(DoubleStream.of(known))),
                function.of(steps.stream().mapToDouble(Reading::low)),
                function.of(steps.stream().mapToDouble(Reading::high)),
                steps.stream()
                        .map(Reading::open)
                        .filter(open -> !open.isEmpty())
                        .findFirst()
                        .orElse(""));
    }

    /** Whether each step has a value. */
    boolean isBounded() {
        return !Double.isInfinite(low) && !Double.isInfinite(high);
    }

    /** How far this lies above another, both with a value. */
    Reading minus(Reading other) {
        return new Reading(
                OptionalDouble.of(value.orElseThrow() - other.value.orElseThrow()),
                low - other.high,
                high - other.low,
                open.isEmpty() ? other.open : open);
    }

    /** The same, saying that it is the baseline's. */
    Reading inBaseline() {
        return open.isEmpty() ? this : new Reading(value, low, high, "in the baseline " + open);
    }

    /** The same, saying at which step it is. */
    Reading at(long step) {
        return open.isEmpty() ? this : new Reading(value, low, high, "at step %d %s".formatted(step, open));
    }
}
