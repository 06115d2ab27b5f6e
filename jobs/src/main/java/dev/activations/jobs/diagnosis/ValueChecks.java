package dev.activations.jobs.diagnosis;

import dev.activations.functions.statistics.LayerStatistics;
import java.io.Serializable;

/**
 * What the values of a layer at one step give away about the log itself.
 *
 * @param nonFinite NaN and ±Infinity in outputs or inputs, whichever has more
 * @param impossible outputs outside the function's range
 * @param compared outputs that could be compared with the function of their inputs
 * @param mismatched those that are not the function of their inputs
 * @param inputs finite inputs
 * @param smallestInput the smallest of them; +Infinity of none
 */
public record ValueChecks(
        long nonFinite, long impossible, long compared, long mismatched, long inputs, double smallestInput)
        implements Serializable {

    static ValueChecks of(LayerStatistics statistics) {
        return new ValueChecks(
                nonFinite(statistics),
                statistics.impossibleOutputs(),
                statistics.comparedOutputs(),
                statistics.mismatchedOutputs(),
                statistics.inputs().finite(),
                statistics.inputs().min());
    }

    /** Inputs of a softmax do not count: masked logits are −Infinity by intention. */
    private static long nonFinite(LayerStatistics statistics) {
        long inputs = statistics.softmax().isPresent() ? 0 : statistics.inputs().nonFinite();
        return Math.max(statistics.nonFiniteOutputs(), inputs);
    }
}
