package dev.activations.jobs.diagnosis;

import dev.activations.functions.behaviour.Interval;
import java.util.Optional;

/**
 * Bins of equal width over the range of a bounded function, a power of two wide each, so that their edges are edges of the
 * histogram that the values are kept in: 32 of 1/16 for tanh, 24 of 1/4 for relu6.
 *
 * @param low the lowest edge
 * @param high the highest edge
 * @param bins how many
 */
record LinearBins(double low, double high, int bins) {

    private static final int MOST = 32;

    /** Empty for a range without end, or one that such bins do not fill. */
    static Optional<LinearBins> over(Interval range) {
        if (Double.isInfinite(range.width()) || range.width() == 0) {
            return Optional.empty();
        }
        double width = Math.scalb(1.0, (int) Math.ceil(Math.log(range.width() / MOST) / Math.log(2)));
        double bins = range.width() / width;
        boolean filled = bins == Math.rint(bins) && range.low() / width == Math.rint(range.low() / width);
        return filled ? Optional.of(new LinearBins(range.low(), range.high(), (int) bins)) : Optional.empty();
    }
}
