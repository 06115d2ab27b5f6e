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
 * @param meanInput their mean; NaN of none
 * @param deviationOfInputs their population standard deviation; NaN of none
 * @param gradients logged loss gradients
 * @param nonFiniteGradients NaN and ±Infinity among them
 */
public record ValueChecks(
        long nonFinite,
        long impossible,
        long compared,
        long mismatched,
        long inputs,
        double smallestInput,
        double meanInput,
        double deviationOfInputs,
        long gradients,
        long nonFiniteGradients)
        implements Serializable {

    static ValueChecks of(LayerStatistics statistics) {
        return new ValueChecks(
                nonFinite(statistics),
                statistics.impossibleOutputs(),
                statistics.comparedOutputs(),
                statistics.mismatchedOutputs(),
                statistics.inputs().finite(),
                statistics.inputs().min(),
                statistics.inputs().mean(),
                statistics.inputs().standardDeviation(),
                statistics.gradients().values(),
                statistics.gradients().nonFinite());
    }

    /** Inputs of a softmax do not count: masked logits are −Infinity by intention. */
    private static long nonFinite(LayerStatistics statistics) {
        long inputs = statistics.softmax().isPresent() ? 0 : statistics.inputs().nonFinite();
        return Math.max(statistics.nonFiniteOutputs(), inputs);
    }
}
