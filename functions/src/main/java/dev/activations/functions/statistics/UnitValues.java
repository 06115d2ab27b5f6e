package dev.activations.functions.statistics;

/** What came out of each unit of a layer, whatever its activation: how many values, their extremes and moments. */
public interface UnitValues {

    int units();

    /** Samples with at least one value of the unit that is neither NULL nor masked. */
    long samples(int unit);

    /** Values, of all samples and positions, that are neither NULL nor masked. */
    long values(int unit);

    /** Those of them that are finite. */
    long finite(int unit);

    /** The smallest finite output; +Infinity of none. */
    double min(int unit);

    /** The largest finite output; −Infinity of none. */
    double max(int unit);

    /** The mean of the finite outputs; NaN of none. */
    double mean(int unit);

    /** The population standard deviation of the finite outputs over samples and positions; NaN of none. */
    double standardDeviation(int unit);

    /** The sum of the squares of the finite outputs; 0 of none. */
    double sumOfSquares(int unit);

    /** The largest magnitude of a finite output; −Infinity of none. */
    default double maxMagnitude(int unit) {
        return Math.max(max(unit), -min(unit));
    }
}
