package dev.activations.functions.definition;

import dev.activations.functions.kernel.PairLoss;

/** Binary cross-entropy of a probability p: −(t·ln p + (1 − t)·ln(1 − p)), each logarithm at least −100 as in PyTorch. */
public record BceLoss() implements PairLoss {

    private static final double LEAST_LOGARITHM = -100;

    @Override
    public double value(double prediction, double target) {
        double yes = Math.max(StrictMath.log(prediction), LEAST_LOGARITHM);
        double no = Math.max(StrictMath.log1p(-prediction), LEAST_LOGARITHM);
        return -(target * yes + (1 - target) * no);
    }
}
