package dev.activations.functions.kernel;

import java.io.Serializable;

/**
 * A loss of one prediction and its target, zero where they agree. NaN gives NaN; no number raises an exception. Over
 * arrays of equal length it gives each element's loss, their sum, or their mean. Two are equal when they are the same loss
 * (implementations are records).
 */
public interface PairLoss extends Serializable {

    double value(double prediction, double target);

    /** The loss computed in double and rounded once. */
    default float value(float prediction, float target) {
        return (float) value((double) prediction, (double) target);
    }

    /**
     * Each element's loss.
     *
     * @throws IllegalArgumentException where the arrays differ in length
     */
    default double[] values(double[] predictions, double[] targets) {
        if (predictions.length != targets.length) {
            throw new IllegalArgumentException("a loss needs as many targets as predictions, got %d and %d"
                    .formatted(targets.length, predictions.length));
        }
        double[] losses = new double[predictions.length];
        for (int i = 0; i < losses.length; i++) {
            losses[i] = value(predictions[i], targets[i]);
        }
        return losses;
    }

    /** The sum of the elements' losses; 0 for empty arrays. Throws as {@link #values} does. */
    default double sum(double[] predictions, double[] targets) {
        double[] losses = values(predictions, targets);
        return PartialSums.of(losses, 0, losses.length);
    }

    /** The mean of the elements' losses; NaN for empty arrays. Throws as {@link #values} does. */
    default double mean(double[] predictions, double[] targets) {
        return sum(predictions, targets) / predictions.length;
    }
}
