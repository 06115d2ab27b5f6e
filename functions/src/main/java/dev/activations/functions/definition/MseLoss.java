package dev.activations.functions.definition;

import dev.activations.functions.kernel.PairLoss;

/** Squared error: (p − t)². */
public record MseLoss() implements PairLoss {

    @Override
    public double value(double prediction, double target) {
        double error = prediction - target;
        return error * error;
    }
}
