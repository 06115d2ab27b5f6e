package dev.activations.functions.definition;

/** Squared error: (p − t)². */
public record MseLoss() implements PairLoss {

    @Override
    public double value(double prediction, double target) {
        double error = prediction - target;
        return error * error;
    }
}
