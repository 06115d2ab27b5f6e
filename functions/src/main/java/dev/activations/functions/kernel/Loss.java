package dev.activations.functions.kernel;

/**
 * A loss of one prediction and its target, and over arrays of them.
 *
 * @param ofPair the loss of one prediction
 * @param reduction what becomes of the losses of arrays
 */
public record Loss(PairLoss ofPair, Reduction reduction) implements Kernel {

    /**
     * The losses of arrays of equal length: one number, or as many as the arrays have for {@link Reduction#NONE}.
     *
     * @throws IllegalArgumentException where the arrays differ in length
     */
    public double[] values(double[] predictions, double[] targets) {
        return switch (reduction) {
            case MEAN -> new double[] {ofPair.mean(predictions, targets)};
            case SUM -> new double[] {ofPair.sum(predictions, targets)};
            case NONE -> ofPair.values(predictions, targets);
        };
    }
}
