package dev.activations.functions.statistics;

import dev.activations.functions.definition.Firing;
import dev.activations.functions.definition.Side;
import java.io.Serializable;
import java.util.Arrays;

/**
 * What the units of a layer did: per unit the samples in which it fired, its values in the tails, its extremes and
 * moments. Counts of samples and counts of values (positions, tokens) are kept apart: a sample fired if any of its values
 * did.
 */
public final class UnitStatistics implements Serializable {

    private static final long serialVersionUID = 1;

    private final int units;
    private final long[] samples;
    private final long[] fired;
    private final long[] values;
    private final long[] firingValues;
    private final long[] tailValues;
    private final long[] low;
    private final long[] high;
    private final long[] nonFinite;
    private final long[] finite;
    private final double[] min;
    private final double[] max;
    private final double[] mean;
    private final double[] squares;

    private final boolean[] seenInSample;
    private final boolean[] firedInSample;

    UnitStatistics(int units) {
        this.units = units;
        samples = new long[units];
        fired = new long[units];
        values = new long[units];
        firingValues = new long[units];
        tailValues = new long[units];
        low = new long[units];
        high = new long[units];
        nonFinite = new long[units];
        finite = new long[units];
        min = filled(units, Double.POSITIVE_INFINITY);
        max = filled(units, Double.NEGATIVE_INFINITY);
        mean = new double[units];
        squares = new double[units];
        seenInSample = new boolean[units];
        firedInSample = new boolean[units];
    }

    private static double[] filled(int length, double value) {
        double[] array = new double[length];
        Arrays.fill(array, value);
        return array;
    }

    /**
     * Adds one row of the current sample.
     *
     * @param told the side of the activation that firing and tails are told from: inputs, or outputs
     * @param outputs the outputs, for extremes and moments; may be the same object
     */
    void add(UnitLayout layout, Side side, RowValues told, RowValues outputs) {
        Thresholds thresholds = Thresholds.of(side);
        boolean someLeftOut = told.leavesOut() || outputs.leavesOut();
        double[] z = told.values();
        double[] a = outputs.values();
        int i = 0;
        for (int o = 0; o < layout.outer(); o++) {
            for (int u = 0; u < units; u++) {
                for (int k = 0; k < layout.inner(); k++, i++) {
                    if (!(someLeftOut && (isLeftOut(told, i) || isLeftOut(outputs, i)))) {
                        addValue(u, z[i], a[i], thresholds);
                    }
                }
            }
        }
    }

    private static boolean isLeftOut(RowValues row, int i) {
        return row.leavesOut() && row.isLeftOut(i);
    }

    private void addValue(int u, double z, double a, Thresholds thresholds) {
        values[u]++;
        seenInSample[u] = true;
        if (Double.isFinite(z)) {
            if (thresholds.firing.test(z)) {
                firingValues[u]++;
                firedInSample[u] = true;
            }
            tailValues[u]++;
            if (z <= thresholds.lowTail) {
                low[u]++;
            }
            if (z >= thresholds.highTail) {
                high[u]++;
            }
        } else {
            nonFinite[u]++;
        }
        if (Double.isFinite(a)) {
            addFinite(u, a);
        } else if (Double.isFinite(z)) {
            nonFinite[u]++;
        }
    }

    /** Welford's update: the pairwise formula for one more value. */
    private void addFinite(int u, double a) {
        long n = ++finite[u];
        double delta = a - mean[u];
        mean[u] += delta / n;
        squares[u] += delta * (a - mean[u]);
        min[u] = Math.min(min[u], a);
        max[u] = Math.max(max[u], a);
    }

    /** Ends the current sample: what its rows did becomes one observation per unit. */
    void endSample() {
        for (int u = 0; u < units; u++) {
            if (seenInSample[u]) {
                samples[u]++;
                if (firedInSample[u]) {
                    fired[u]++;
                }
            }
        }
        Arrays.fill(seenInSample, false);
        Arrays.fill(firedInSample, false);
    }

    void merge(UnitStatistics other) {
        add(samples, other.samples);
        add(fired, other.fired);
        add(values, other.values);
        add(firingValues, other.firingValues);
        add(tailValues, other.tailValues);
        add(low, other.low);
        add(high, other.high);
        add(nonFinite, other.nonFinite);
        for (int u = 0; u < units; u++) {
            min[u] = Math.min(min[u], other.min[u]);
            max[u] = Math.max(max[u], other.max[u]);
            mergeMoments(u, other);
        }
    }

    private static void add(long[] counts, long[] others) {
        for (int u = 0; u < counts.length; u++) {
            counts[u] += others[u];
        }
    }

    private void mergeMoments(int u, UnitStatistics other) {
        long total = finite[u] + other.finite[u];
        if (finite[u] == 0) {
            mean[u] = other.mean[u];
            squares[u] = other.squares[u];
            finite[u] = total;
        } else if (other.finite[u] > 0) {
            double delta = other.mean[u] - mean[u];
            double share = (double) other.finite[u] / total;
            mean[u] += delta * share;
            squares[u] += other.squares[u] + delta * delta * share * finite[u];
            finite[u] = total;
        }
    }

    public int units() {
        return units;
    }

    /** Samples with at least one value of the unit that is neither NULL nor masked. */
    public long samples(int unit) {
        return samples[unit];
    }

    /** Samples in which the unit fired. */
    public long fired(int unit) {
        return fired[unit];
    }

    public long values(int unit) {
        return values[unit];
    }

    /** Values, of all samples and positions, that fired; NaN and ±Infinity never do. */
    public long firingValues(int unit) {
        return firingValues[unit];
    }

    /** Finite values that low and high tail were looked for in. */
    public long tailValues(int unit) {
        return tailValues[unit];
    }

    public long low(int unit) {
        return low[unit];
    }

    public long high(int unit) {
        return high[unit];
    }

    public long nonFinite(int unit) {
        return nonFinite[unit];
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
        return finite[unit] == 0 ? Double.NaN : mean[unit];
    }

    /** The population standard deviation of the finite outputs over samples and positions; NaN of none. */
    public double standardDeviation(int unit) {
        return Math.sqrt(squares[unit] / finite[unit]);
    }

    /** The comparisons that a value is put through, as plain numbers. A NaN threshold is never reached. */
    private record Thresholds(Firing firing, double lowTail, double highTail) {

        static Thresholds of(Side side) {
            return new Thresholds(
                    side.firing(),
                    side.lowTail().orElse(Double.NaN),
                    side.highTail().orElse(Double.NaN));
        }
    }
}
