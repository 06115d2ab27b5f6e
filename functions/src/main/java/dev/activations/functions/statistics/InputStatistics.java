package dev.activations.functions.statistics;

import java.io.Serializable;

/** What went into the activation, as far as a log has it: how many inputs, the smallest, and how many are not finite. */
public final class InputStatistics implements Serializable {

    private static final long serialVersionUID = 1;

    private long finite;
    private long nonFinite;
    private double min = Double.POSITIVE_INFINITY;

    void add(RowValues pre) {
        finite += pre.finite();
        nonFinite += pre.length() - pre.missing() - pre.masked() - pre.finite();
        min = Math.min(min, pre.min());
    }

    void merge(InputStatistics other) {
        finite += other.finite;
        nonFinite += other.nonFinite;
        min = Math.min(min, other.min);
    }

    public long finite() {
        return finite;
    }

    public long nonFinite() {
        return nonFinite;
    }

    /** The smallest finite input; +Infinity of none. */
    public double min() {
        return min;
    }
}
