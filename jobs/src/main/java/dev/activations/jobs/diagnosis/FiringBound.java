package dev.activations.jobs.diagnosis;

import dev.activations.functions.figures.Silence;
import dev.activations.jobs.model.Settings;
import org.apache.commons.math3.distribution.BetaDistribution;

/**
 * The one-sided Clopper–Pearson upper bound on a unit's firing rate (Clopper and Pearson 1934): the rate at which so few
 * firings in so many samples would have probability α.
 *
 * @param alpha one minus the confidence, in (0, 1)
 */
public record FiringBound(double alpha) {

    /** How exactly the bound is solved for; far below any threshold it is compared with. */
    private static final double ACCURACY = 1e-15;

    /** The bound that holds for each of a layer's units, or with {@code familyWise} for all at once (Bonferroni). */
    public static FiringBound forUnits(Settings settings, int layerUnits) {
        return new FiringBound(settings.familyWise() ? settings.alpha() / layerUnits : settings.alpha());
    }

    /** The bound for {@code fired} of {@code samples}: 1 − α^(1/n) for none, 1 for all, and 1 of no samples. */
    public double of(long fired, long samples) {
        if (fired >= samples) {
            return 1;
        }
        if (fired == 0) {
            return new Silence(alpha, 1).upperBound(samples);
        }
        return new BetaDistribution(null, fired + 1.0, (double) samples - fired, ACCURACY)
                .inverseCumulativeProbability(1 - alpha);
    }

    /** The fewest samples without a firing whose bound is at most {@code rate}. */
    public long samplesNeeded(double rate) {
        long needed = (long) Math.ceil(Math.log(alpha) / Math.log1p(-rate));
        return of(0, needed) <= rate ? needed : needed + 1;
    }
}
