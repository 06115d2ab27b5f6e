package dev.activations.functions.figures;

/**
 * What samples prove about a unit that fired in none of them, by the one-sided bound of Clopper and Pearson (1934): the
 * firing rate at which seeing none would have probability α.
 *
 * @param alpha one minus the confidence, in (0, 1)
 * @param maxFiringRate the rate below which a silent unit that proves it is called dead, in (0, 1)
 */
public record Silence(double alpha, double maxFiringRate) {

    /**
     * 95 % sure, as is the custom; and a unit that fires for fewer than 1 % of the samples is of no use to a network,
     * the limit of Amazon SageMaker's dead-ReLU rule. Both together need 299 samples.
     */
    public static final Silence DEFAULT = new Silence(0.05, 0.01);

    /** The bound on the firing rate, 1 − α^(1/n); 1 of no samples. */
    public double upperBound(long samples) {
        return samples == 0 ? 1 : -Math.expm1(Math.log(alpha) / samples);
    }

    /** Whether so many samples suffice to call a silent unit dead. */
    public boolean provesDead(long samples) {
        return upperBound(samples) <= maxFiringRate;
    }
}
