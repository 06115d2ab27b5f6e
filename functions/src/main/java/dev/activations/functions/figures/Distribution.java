package dev.activations.functions.figures;

import dev.activations.functions.statistics.ValueStatistics;

/**
 * How the finite values of a layer are distributed; each figure NaN where there are none.
 *
 * @param zeroFraction the share of zeros, of either sign
 * @param skewness the population skewness; NaN where all values are equal
 */
public record Distribution(
        double zeroFraction, double mean, double standardDeviation, double skewness, double min, double max) {

    private static final Distribution UNDETERMINED =
            new Distribution(Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN);

    public static Distribution of(ValueStatistics values) {
        if (values.finite() == 0) {
            return UNDETERMINED;
        }
        double deviation = values.moments().standardDeviation();
        return new Distribution(
                (double) values.zeros() / values.finite(),
                values.moments().mean(),
                deviation,
                deviation > 0 ? values.moments().skewness() : Double.NaN,
                values.min(),
                values.max());
    }
}
