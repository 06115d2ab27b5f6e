package dev.activations.jobs.diagnosis;

import dev.activations.functions.statistics.UnitStatistics;
import java.util.List;

/** How often the finite units of a layer fire, and what that says about the units that were never seen to. */
final class FiringRates {

    private static final double[] DENSITY_LIMITS = {0.0001, 0.001, 0.01, 0.1};
    /** Up to which firing rate units are counted, from never to always. */
    static final List<String> DENSITY_NAMES = List.of("0", "<0.0001", "<0.001", "<0.01", "<0.1", "<=1");

    private final FiringLimit limit;
    private final long[] density = new long[DENSITY_NAMES.size()];
    private long once;
    private long twice;
    private long belowLimit;

    private FiringRates(FiringLimit limit) {
        this.limit = limit;
    }

    static FiringRates of(UnitStatistics units, UnitVerdict[] verdicts, FiringLimit limit) {
        FiringRates rates = new FiringRates(limit);
        for (int u = 0; u < verdicts.length; u++) {
            if (verdicts[u] != UnitVerdict.NON_FINITE) {
                rates.add(units.fired(u), units.samples(u));
            }
        }
        return rates;
    }

    private void add(long fired, long samples) {
        once += fired == 1 ? 1 : 0;
        twice += fired == 2 ? 1 : 0;
        belowLimit += fired > 0 && fired < limit.rate() * samples ? 1 : 0;
        density[densityBin(fired, samples)]++;
    }

    private static int densityBin(long fired, long samples) {
        if (fired == 0) {
            return 0;
        }
        int bin = 1;
        while (bin <= DENSITY_LIMITS.length && fired >= DENSITY_LIMITS[bin - 1] * samples) {
            bin++;
        }
        return bin;
    }

    /** @param whole how many of the samples were seen at every position, and prove something */
    void addTo(Figures.Builder figures, long samples, long whole, UnitCounts counts) {
        figures.set(Figure.ALWAYS_ON_UNITS, counts.of(UnitVerdict.ALWAYS_ON))
                .set(Figure.LOW_RATE_UNITS, belowLimit - counts.of(UnitVerdict.NEARLY_DEAD))
                .set(Figure.FIRING_RATE_UPPER_BOUND, limit.bound().of(0, whole))
                .set(Figure.UNSEEN_ALIVE_ESTIMATE, unseenAlive(samples, counts.silent()))
                .firingDensity(density);
    }

    /** Chao2's lower bound (Chao 1987) on the alive among the silent units, told from units seen once and twice. */
    private double unseenAlive(long samples, long silent) {
        double pairs = (double) once * (once - 1);
        return Math.min(silent, (samples - 1.0) / samples * Math.max(0, pairs) / (2 * (twice + 1.0)));
    }
}
