package dev.activations.functions.statistics;

import java.io.Serializable;

/** The distribution of all values of a layer: how many of which kind, their moments, extremes and histogram. */
public final class ValueStatistics implements Serializable {

    private static final long serialVersionUID = 1;

    /** The smallest normal number of single precision, whatever the type of the log. */
    private static final double SMALLEST_NORMAL = Float.MIN_NORMAL;

    private final Moments moments = new Moments();
    private final ValueHistogram histogram = new ValueHistogram();
    private long values;
    private long nan;
    private long positiveInfinity;
    private long negativeInfinity;
    private long negativeZero;
    private long subnormal;
    private double min = Double.POSITIVE_INFINITY;
    private double max = Double.NEGATIVE_INFINITY;

    /** @param scratch at least as long as the row; overwritten */
    void add(RowValues row, double[] scratch) {
        int finite = row.copyFinite(scratch);
        int present = row.length() - row.missing() - row.masked();
        values += present;
        if (finite < present) {
            countNonFinite(row);
        }
        moments.add(scratch, finite);
        for (int i = 0; i < finite; i++) {
            double value = scratch[i];
            histogram.add(value);
            min = Math.min(min, value);
            max = Math.max(max, value);
            if (Math.abs(value) < SMALLEST_NORMAL) {
                countTiny(value);
            }
        }
    }

    private void countTiny(double value) {
        if (value != 0) {
            subnormal++;
        } else if (Double.doubleToRawLongBits(value) != 0) {
            negativeZero++;
        }
    }

    private void countNonFinite(RowValues row) {
        for (int i = 0; i < row.length(); i++) {
            double value = row.values()[i];
            if (!Double.isFinite(value) && !(row.leavesOut() && row.isLeftOut(i))) {
                if (Double.isNaN(value)) {
                    nan++;
                } else if (value > 0) {
                    positiveInfinity++;
                } else {
                    negativeInfinity++;
                }
            }
        }
    }

    void merge(ValueStatistics other) {
        moments.merge(other.moments);
        histogram.merge(other.histogram);
        values += other.values;
        nan += other.nan;
        positiveInfinity += other.positiveInfinity;
        negativeInfinity += other.negativeInfinity;
        negativeZero += other.negativeZero;
        subnormal += other.subnormal;
        min = Math.min(min, other.min);
        max = Math.max(max, other.max);
    }

    /** How many values there are, finite or not. */
    public long values() {
        return values;
    }

    /** How many finite values there are. */
    public long finite() {
        return moments.count();
    }

    public long nan() {
        return nan;
    }

    public long positiveInfinity() {
        return positiveInfinity;
    }

    public long negativeInfinity() {
        return negativeInfinity;
    }

    public long nonFinite() {
        return nan + positiveInfinity + negativeInfinity;
    }

    public long negativeZero() {
        return negativeZero;
    }

    /** Values with 0 < |a| < 2^−126. */
    public long subnormal() {
        return subnormal;
    }

    /** Moments of the finite values. */
    public Moments moments() {
        return moments;
    }

    /** Histogram of the finite values. */
    public ValueHistogram histogram() {
        return histogram;
    }

    /** The smallest finite value; +Infinity of none. */
    public double min() {
        return min;
    }

    /** The largest finite value; −Infinity of none. */
    public double max() {
        return max;
    }

    /** The nearest-rank quantile, the ⌈q·n⌉-th smallest, within 1/32 of it; needs a finite value. */
    public double quantile(double q) {
        long rank = Math.max(1, (long) Math.ceil(q * finite()));
        return Math.min(max, Math.max(min, histogram.valueAtRank(rank)));
    }
}
