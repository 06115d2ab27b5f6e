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
 * once, and the arrays hold the rest. A summary ({@link Detail}) has no moments and extremes of units.
 */
public final class UnitStatistics implements Serializable {

    private static final long serialVersionUID = 1;

    private static final long[] NO_COUNTS = {};

    private final int units;
    private long plainRows;
    private long plainSamples;
    private final long[] fired;
    private final long[] firingValues;
    private long[] low = NO_COUNTS;
    private long[] high = NO_COUNTS;
    private OtherValues others;
    private final UnitMoments moments;

    private boolean plainInSample;
    private final byte[] seenInSample;
    private final byte[] firedInSample;

    /** What rows that are not plain add, per unit; most layers have none. */
    private static final class OtherValues implements Serializable {

        private static final long serialVersionUID = 1;

        private final long[] samples;
        private final long[] values;
        private final long[] finite;
        private final long[] nonFiniteInputs;
        private final long[] nonFinite;

        OtherValues(int units) {
            samples = new long[units];
            values = new long[units];
            finite = new long[units];
            nonFiniteInputs = new long[units];
            nonFinite = new long[units];
        }

        void merge(OtherValues other) {
            addTo(samples, other.samples);
            addTo(values, other.values);
            addTo(finite, other.finite);
            addTo(nonFiniteInputs, other.nonFiniteInputs);
            addTo(nonFinite, other.nonFinite);
        }
    }

    /** @param detail whether to keep the units' moments and extremes too */
    UnitStatistics(int units, Detail detail) {
        this.units = units;
        fired = new long[units];
        firingValues = new long[units];
        moments = detail == Detail.FULL ? new UnitMoments(units) : null;
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
        makeTails(thresholds);
        for (int u = 0; u < low.length; u++) {
            low[u] += z[u] <= thresholds.lowTail() ? 1 : 0;
        }
        for (int u = 0; u < high.length; u++) {
            high[u] += z[u] >= thresholds.highTail() ? 1 : 0;
        }
        if (moments != null) {
            moments.add(a, plainRows, others == null ? NO_COUNTS : others.finite);
        }
    }

    /** Makes the counters of the tails that are looked for. */
    private void makeTails(Thresholds thresholds) {
        if (low.length == 0 && !Double.isNaN(thresholds.lowTail())) {
            low = new long[units];
        }
        if (high.length == 0 && !Double.isNaN(thresholds.highTail())) {
            high = new long[units];
        }
    }

    private void addOther(UnitLayout layout, RowValues told, RowValues outputs, Thresholds thresholds) {
        makeOthers();
        makeTails(thresholds);
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
        others.values[u]++;
        seenInSample[u] = 1;
        if (!Double.isFinite(z) || !Double.isFinite(a)) {
            others.nonFinite[u]++;
        }
        if (Double.isFinite(z)) {
            int fires = thresholds.fires(z) ? 1 : 0;
            firingValues[u] += fires;
            firedInSample[u] |= (byte) fires;
            if (z <= thresholds.lowTail()) {
                low[u]++;
            }
            if (z >= thresholds.highTail()) {
                high[u]++;
            }
        } else {
            others.nonFiniteInputs[u]++;
        }
        if (Double.isFinite(a)) {
            others.finite[u]++;
            if (moments != null) {
                moments.add(u, a, finite(u));
            }
        }
    }

    /** Ends the current sample: what its rows did becomes one observation per unit. */
    void endSample() {
        if (plainInSample) {
            plainSamples++;
        } else if (others != null) {
            addTo(others.samples, seenInSample);
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
        for (int u = 0; u < units && moments != null; u++) {
            moments.merge(u, finite(u), other.moments, other.finite(u));
        }
        plainRows += other.plainRows;
        plainSamples += other.plainSamples;
        addTo(fired, other.fired);
        addTo(firingValues, other.firingValues);
        low = sum(low, other.low);
        high = sum(high, other.high);
        if (other.others != null) {
            makeOthers();
            others.merge(other.others);
        }
    }

    private void makeOthers() {
        if (others == null) {
            others = new OtherValues(units);
        }
    }

    /** The sum of counts of which either side may have none; changes the first. */
    private static long[] sum(long[] counts, long[] others) {
        if (counts.length == 0) {
            return others.clone();
        }
        if (others.length > 0) {
            addTo(counts, others);
        }
        return counts;
    }

    private static void addTo(long[] counts, long[] others) {
        for (int u = 0; u < counts.length; u++) {
            counts[u] += others[u];
        }
    }

    public int units() {
        return units;
    }

    /** Samples with at least one value of the unit that is neither NULL nor masked. */
    public long samples(int unit) {
        return plainSamples + (others == null ? 0 : others.samples[unit]);
    }

    /** Samples in which the unit fired. */
    public long fired(int unit) {
        return fired[unit];
    }

    /** Values, of all samples and positions, that are neither NULL nor masked. */
    public long values(int unit) {
        return plainRows + (others == null ? 0 : others.values[unit]);
    }

    /** Values, of all samples and positions, that fired; NaN and ±Infinity never do. */
    public long firingValues(int unit) {
        return firingValues[unit];
    }

    /** Finite values that low and high tail were looked for in. */
    public long tailValues(int unit) {
        return values(unit) - (others == null ? 0 : others.nonFiniteInputs[unit]);
    }

    /** Values in the low tail. */
    public long low(int unit) {
        return low.length == 0 ? 0 : low[unit];
    }

    /** Values in the high tail. */
    public long high(int unit) {
        return high.length == 0 ? 0 : high[unit];
    }

    /** Values whose input or output is NaN or infinite. */
    public long nonFinite(int unit) {
        return others == null ? 0 : others.nonFinite[unit];
    }

    private long finite(int unit) {
        return plainRows + (others == null ? 0 : others.finite[unit]);
    }

    /** The smallest finite output; +Infinity of none. */
    public double min(int unit) {
        return moments.min(unit);
    }

    /** The largest finite output; −Infinity of none. */
    public double max(int unit) {
        return moments.max(unit);
    }

    /** The mean of the finite outputs; NaN of none. */
    public double mean(int unit) {
        return finite(unit) == 0 ? Double.NaN : moments.mean(unit);
    }

    /** The population standard deviation of the finite outputs over samples and positions; NaN of none. */
    public double standardDeviation(int unit) {
        return Math.sqrt(moments.squares(unit) / finite(unit));
    }
}
