package dev.activations.functions.statistics;

import java.io.Serializable;

/** The distribution of all values of a layer: how many of which kind, their moments, extremes and histogram. */
public final class ValueStatistics implements Serializable {

    private static final long serialVersionUID = 1;

    private final Moments moments = new Moments();
    private final ValueHistogram histogram;
    private long values;
    private long zeros;
    private long nan;
    private long positiveInfinity;
    private long negativeInfinity;
    private double min = Double.POSITIVE_INFINITY;
    private double max = Double.NEGATIVE_INFINITY;

    /** Those of a summary's plain floats; null where there are none. */
    private FloatExtremes extremes;

    /** @param detail whether to keep the histogram too */
    ValueStatistics(Detail detail) {
        histogram = detail == Detail.FULL ? new ValueHistogram() : null;
    }

    void add(RowValues row) {
        int finite = row.finite();
        int present = row.length() - row.missing() - row.masked();
        values += present;
        if (finite < present) {
            countNonFinite(row);
        }
        if (finite > 0) {
            moments.add(row.finiteValues(), finite, row.mean());
        }
        if (histogram != null) {
            histogram.add(row.finiteValues(), finite);
        }
        if (histogram == null && row.isPlainFloats()) {
            addFloats(row);
        } else {
            min = Math.min(min, row.min());
            max = Math.max(max, row.max());
            zeros += histogram == null ? zeros(row.finiteValues(), finite) : 0;
        }
    }

    /** Adds a sparse row of finite numbers, its zeros at once. */
    void addSparse(RowValues row) {
        long zeros = (long) row.length() - row.some();
        values += row.length();
        moments.add(row.values(), row.some());
        moments.add(0, zeros);
        histogram.add(row.values(), row.some());
        histogram.addZeros(zeros);
        min = Math.min(min, zeros > 0 ? 0 : Double.POSITIVE_INFINITY);
        max = Math.max(max, zeros > 0 ? 0 : Double.NEGATIVE_INFINITY);
        for (int i = 0; i < row.some(); i++) {
            min = Math.min(min, row.values()[i]);
            max = Math.max(max, row.values()[i]);
        }
    }

    private void addFloats(RowValues row) {
        if (extremes == null) {
            extremes = new FloatExtremes(row.length());
        }
        extremes.add(row.keys());
        zeros += FloatKeys.zeros(row.keys(), row.length());
    }

    private static int zeros(double[] finite, int length) {
        int zero = 0;
        for (int i = 0; i < length; i++) {
            zero += finite[i] == 0 ? 1 : 0;
        }
        return zero;
    }

    private void countNonFinite(RowValues row) {
        for (int i = 0; i < row.length(); i++) {
            double value = row.values()[i];
            if (!Double.isFinite(value) && !row.isLeftOut(i)) {
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
        if (histogram != null) {
            histogram.merge(other.histogram);
        }
        zeros += other.zeros;
        values += other.values;
        nan += other.nan;
        positiveInfinity += other.positiveInfinity;
        negativeInfinity += other.negativeInfinity;
        min = Math.min(min, other.min());
        max = Math.max(max, other.max());
    }

    void columns(SumColumns columns) {
        values = columns.count("values", values);
        nan = columns.count("nan", nan);
        positiveInfinity = columns.count("positive_infinity", positiveInfinity);
        negativeInfinity = columns.count("negative_infinity", negativeInfinity);
        moments.columns(columns, "finite_");
        min = columns.number("min", min);
        max = columns.number("max", max);
        histogram.columns(columns);
    }

    /** About how much memory it takes. */
    long bytes() {
        return 160 + (histogram == null ? 0 : histogram.bytes());
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

    /** Values that are zero, of either sign. */
    public long zeros() {
        return histogram == null ? zeros : histogram.zeros();
    }

    public long negativeZero() {
        return histogram.negativeZeros();
    }

    /** Values with 0 < |a| < 2^−126; a summary counts none. */
    public long subnormal() {
        return histogram == null ? 0 : histogram.subnormal();
    }

    /** Moments of the finite values. */
    public Moments moments() {
        return moments;
    }

    /** Histogram of the finite values; a summary has none. */
    public ValueHistogram histogram() {
        return histogram;
    }

    /** The median of the magnitudes that are not 0, within 1/32 of it; NaN of none. */
    public double medianMagnitude() {
        return histogram.medianMagnitude();
    }

    /** The smallest finite value; +Infinity of none. */
    public double min() {
        return extremes == null ? min : Math.min(min, extremes.min());
    }

    /** The largest finite value; −Infinity of none. */
    public double max() {
        return extremes == null ? max : Math.max(max, extremes.max());
    }

    /** The nearest-rank quantile, the ⌈q·n⌉-th smallest, within 1/32 of it; needs a finite value. */
    public double quantile(double q) {
        long rank = Math.max(1, (long) Math.ceil(q * finite()));
        return Math.min(max(), Math.max(min(), histogram.valueAtRank(rank)));
    }
}
