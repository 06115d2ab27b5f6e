package dev.activations.functions.statistics;

import java.io.Serializable;

/** What went into the activation, as far as a log has it: the finite inputs, and how many are not finite. */
public final class InputStatistics implements Serializable {

    private static final long serialVersionUID = 1;

    private final Moments moments = new Moments();
    private long nonFinite;
    private double min = Double.POSITIVE_INFINITY;

    void add(RowValues pre) {
        int finite = pre.finite();
        if (finite > 0) {
            moments.add(pre.finiteValues(), finite, pre.mean());
        }
        nonFinite += pre.length() - pre.missing() - pre.masked() - finite;
        min = Math.min(min, pre.min());
    }

    void merge(InputStatistics other) {
        moments.merge(other.moments);
        nonFinite += other.nonFinite;
        min = Math.min(min, other.min);
    }

    void columns(SumColumns columns) {
        moments.columns(columns, "input_");
        nonFinite = columns.count("input_non_finite", nonFinite);
        min = columns.number("input_min", min);
    }

    public long finite() {
        return moments.count();
    }

    public long nonFinite() {
        return nonFinite;
    }

    /** The mean of the finite inputs; NaN of none. */
    public double mean() {
        return moments.mean();
    }

    /** The population standard deviation of the finite inputs; NaN of none. */
    public double standardDeviation() {
        return moments.standardDeviation();
    }

    /** The smallest finite input; +Infinity of none. */
    public double min() {
        return min;
    }
}
