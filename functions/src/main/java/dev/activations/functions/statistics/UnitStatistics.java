package dev.activations.functions.statistics;

import dev.activations.functions.definition.Side;
import java.io.Serializable;
import java.util.Arrays;

/**
 * What the units of a layer did: per unit the samples in which it fired, its values in the tails, its extremes and
 * moments. Counts of samples and counts of values (positions, tokens) are kept apart: a sample fired if any of its values
 * did.
 *
 * <p>Most rows are plain: one finite value per unit, none left out. What such a row adds to every unit alike is counted
 * once, and the arrays hold the rest.
 */
public final class UnitStatistics implements Serializable {

    private static final long serialVersionUID = 1;

    private final int units;
    private long plainRows;
    private long plainSamples;
    private final long[] otherSamples;
    private final long[] otherValues;
    private final long[] otherFinite;
    private final long[] nonFiniteInputs;
    private final long[] nonFinite;
    private final long[] fired;
    private final long[] firingValues;
    private final long[] low;
    private final long[] high;
    private final double[] min;
    private final double[] max;
    private final double[] mean;
    private final double[] squares;

    private boolean plainInSample;
    private final byte[] seenInSample;
    private final byte[] firedInSample;

    UnitStatistics(int units) {
        this.units = units;
        otherSamples = new long[units];
        otherValues = new long[units];
        otherFinite = new long[units];
        nonFiniteInputs = new long[units];
        nonFinite = new long[units];
        fired = new long[units];
        firingValues = new long[units];
        low = new long[units];
        high = new long[units];
        min = new double[units];
        max = new double[units];
        Arrays.fill(min, Double.POSITIVE_INFINITY);
        Arrays.fill(max, Double.NEGATIVE_INFINITY);
        mean = new double[units];
        squares = new double[units];
        seenInSample = new byte[units];
        firedInSample = new byte[units];
    }

    /**
     * Adds one row of the current sample.
     *
     * @param told what firing and tails are told from: inputs, or outputs
     * @param side the side of the activation that {@code told} is on
     * @param outputs the outputs, for extremes and moments; may be the same object
     */
    void add(UnitLayout layout, Side side, RowValues told, RowValues outputs) {
        Thresholds thresholds = Thresholds.of(side);
        if (layout.width() == units && told.isPlain() && outputs.isPlain()) {
            addPlain(told.values(), outputs.values(), thresholds);
        } else {
            addOther(layout, told, outputs, thresholds);
        }
    }

    private void addPlain(double[] z, double[] a, Thresholds thresholds) {
        plainRows++;
        plainInSample = true;
        for (int u = 0; u < units; u++) {
            int fires = thresholds.fires(z[u]) ? 1 : 0;
            firingValues[u] += fires;
            firedInSample[u] |= (byte) fires;
        }
        if (!Double.isNaN(thresholds.lowTail())) {
            for (int u = 0; u < units; u++) {
                low[u] += z[u] <= thresholds.lowTail() ? 1 : 0;
            }
        }
        if (!Double.isNaN(thresholds.highTail())) {
            for (int u = 0; u < units; u++) {
                high[u] += z[u] >= thresholds.highTail() ? 1 : 0;
            }
        }
        for (int u = 0; u < units; u++) {
            min[u] = Math.min(min[u], a[u]);
            max[u] = Math.max(max[u], a[u]);
        }
        for (int u = 0; u < units; u++) {
            double delta = a[u] - mean[u];
            mean[u] += delta / (plainRows + otherFinite[u]);
            squares[u] += delta * (a[u] - mean[u]);
        }
    }

    private void addOther(UnitLayout layout, RowValues told, RowValues outputs, Thresholds thresholds) {
        int i = 0;
        for (int o = 0; o < layout.outer(); o++) {
            for (int u = 0; u < units; u++) {
                for (int k = 0; k < layout.inner(); k++, i++) {
                    if (!told.isLeftOut(i) && !outputs.isLeftOut(i)) {
                        addValue(u, told.values()[i], outputs.values()[i], thresholds);
                    }
                }
            }
        }
    }

    private void addValue(int u, double z, double a, Thresholds thresholds) {
        otherValues[u]++;
        seenInSample[u] = 1;
        if (!Double.isFinite(z) || !Double.isFinite(a)) {
            nonFinite[u]++;
        }
        if (Double.isFinite(z)) {
            int fires = thresholds.fires(z) ? 1 : 0;
            firingValues[u] += fires;
            firedInSample[u] |= (byte) fires;
            low[u] += z <= thresholds.lowTail() ? 1 : 0;
            high[u] += z >= thresholds.highTail() ? 1 : 0;
        } else {
            nonFiniteInputs[u]++;
        }
        if (Double.isFinite(a)) {
            addFinite(u, a);
        }
    }

    /** Welford's update: the pairwise formula for one more value. */
    private void addFinite(int u, double a) {
        otherFinite[u]++;
        double delta = a - mean[u];
        mean[u] += delta / finite(u);
        squares[u] += delta * (a - mean[u]);
        min[u] = Math.min(min[u], a);
        max[u] = Math.max(max[u], a);
    }

    /** Ends the current sample: what its rows did becomes one observation per unit. */
    void endSample() {
        if (plainInSample) {
            plainSamples++;
        } else {
            addTo(otherSamples, seenInSample);
        }
        addTo(fired, firedInSample);
        plainInSample = false;
        Arrays.fill(seenInSample, (byte) 0);
        Arrays.fill(firedInSample, (byte) 0);
    }

    private static void addTo(long[] counts, byte[] flags) {
        for (int u = 0; u < counts.length; u++) {
            counts[u] += flags[u];
        }
    }

    void merge(UnitStatistics other) {
        for (int u = 0; u < units; u++) {
            min[u] = Math.min(min[u], other.min[u]);
            max[u] = Math.max(max[u], other.max[u]);
            mergeMoments(u, other);
        }
        plainRows += other.plainRows;
        plainSamples += other.plainSamples;
        addTo(otherSamples, other.otherSamples);
        addTo(otherValues, other.otherValues);
        addTo(otherFinite, other.otherFinite);
        addTo(nonFiniteInputs, other.nonFiniteInputs);
        addTo(nonFinite, other.nonFinite);
        addTo(fired, other.fired);
        addTo(firingValues, other.firingValues);
        addTo(low, other.low);
        addTo(high, other.high);
    }

    private static void addTo(long[] counts, long[] others) {
        for (int u = 0; u < counts.length; u++) {
            counts[u] += others[u];
        }
    }

    private void mergeMoments(int u, UnitStatistics other) {
        if (finite(u) == 0) {
            mean[u] = other.mean[u];
            squares[u] = other.squares[u];
        } else if (other.finite(u) > 0) {
            double delta = other.mean[u] - mean[u];
            double share = (double) other.finite(u) / (finite(u) + other.finite(u));
            mean[u] += delta * share;
            squares[u] += other.squares[u] + delta * delta * share * finite(u);
        }
    }

    public int units() {
        return units;
    }

    /** Samples with at least one value of the unit that is neither NULL nor masked. */
    public long samples(int unit) {
        return plainSamples + otherSamples[unit];
    }

    /** Samples in which the unit fired. */
    public long fired(int unit) {
        return fired[unit];
    }

    /** Values, of all samples and positions, that are neither NULL nor masked. */
    public long values(int unit) {
        return plainRows + otherValues[unit];
    }

    /** Values, of all samples and positions, that fired; NaN and ±Infinity never do. */
    public long firingValues(int unit) {
        return firingValues[unit];
    }

    /** Finite values that low and high tail were looked for in. */
    public long tailValues(int unit) {
        return values(unit) - nonFiniteInputs[unit];
    }

    /** Values in the low tail. */
    public long low(int unit) {
        return low[unit];
    }

    /** Values in the high tail. */
    public long high(int unit) {
        return high[unit];
    }

    /** Values whose input or output is NaN or infinite. */
    public long nonFinite(int unit) {
        return nonFinite[unit];
    }

    private long finite(int unit) {
        return plainRows + otherFinite[unit];
    }

    /** The smallest finite output; +Infinity of none. */
    public double min(int unit) {
        return min[unit];
    }

    /** The largest finite output; −Infinity of none. */
    public double max(int unit) {
        return max[unit];
    }

    /** The mean of the finite outputs; NaN of none. */
    public double mean(int unit) {
        return finite(unit) == 0 ? Double.NaN : mean[unit];
    }

    /** The population standard deviation of the finite outputs over samples and positions; NaN of none. */
    public double standardDeviation(int unit) {
        return Math.sqrt(squares[unit] / finite(unit));
    }
}
