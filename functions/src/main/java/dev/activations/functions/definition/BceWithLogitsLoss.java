package dev.activations.functions.definition;

import dev.activations.functions.kernel.PairLoss;

/** Binary cross-entropy of a logit z: max(z, 0) − z·t + ln(1 + e^(−|z|)), which never overflows. */
public record BceWithLogitsLoss() implements PairLoss {

    /** For z above 0 as z·(1 − t) + …, because z − z·t cancels at t = 1; no slope is 0 even at an infinite z. */
    @Override
    public double value(double logit, double target) {
        double slope = logit > 0 ? 1 - target : -target;
        return (slope == 0 && !Double.isNaN(logit) ? 0 : logit * slope) + Log1pExp.tail(logit, 0);
    }
}
