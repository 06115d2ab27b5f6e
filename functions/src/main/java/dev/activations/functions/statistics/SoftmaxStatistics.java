package dev.activations.functions.statistics;

import java.io.Serializable;
import java.util.Arrays;

/** How sure a softmax is: entropy, largest probability and favourite class of its rows. Rows with NaN or ±Infinity are left out. */
public final class SoftmaxStatistics implements Serializable {

    private static final long serialVersionUID = 1;

    /** A row's probabilities may miss 1 by this much: bf16 rows do. */
    private static final double ROW_SUM_TOLERANCE = 5e-3;

    /** Normalised entropy below which a row counts as collapsed onto one class. */
    private static final double COLLAPSED = 0.1;

    private final boolean logarithms;
    private final long[] votes;
    private long rows;
    private long rowSumErrors;
    private long collapsed;
    private double entropySum;
    private double maxProbabilitySum;

    /**
     * @param classes the length of a row
     * @param logarithms whether the values are logarithms of probabilities (log_softmax)
     */
    SoftmaxStatistics(int classes, boolean logarithms) {
        this.logarithms = logarithms;
        this.votes = new long[classes];
    }

    int classes() {
        return votes.length;
    }

    /** Adds {@code values[offset .. offset + classes)}, one row of probabilities. */
    void add(double[] values, int offset) {
        double sum = 0;
        double entropy = 0;
        double largest = Double.NEGATIVE_INFINITY;
        int at = -1;
        boolean shared = false;
        for (int i = 0; i < votes.length; i++) {
            double p = logarithms ? Math.exp(values[offset + i]) : values[offset + i];
            if (!Double.isFinite(p)) {
                return;
            }
            sum += p;
            if (p > 0) {
                entropy -= p * Math.log(p);
            }
            shared = p == largest || shared && !(p > largest);
            if (p > largest) {
                largest = p;
                at = i;
            }
        }
        rows++;
        maxProbabilitySum += largest;
        if (Math.abs(sum - 1) > ROW_SUM_TOLERANCE) {
            rowSumErrors++;
        }
        if (!shared) {
            votes[at]++;
        }
        double normalised = entropy / Math.log(votes.length);
        entropySum += normalised;
        if (normalised < COLLAPSED) {
            collapsed++;
        }
    }

    void merge(SoftmaxStatistics other) {
        rows += other.rows;
        rowSumErrors += other.rowSumErrors;
        collapsed += other.collapsed;
        entropySum += other.entropySum;
        maxProbabilitySum += other.maxProbabilitySum;
        for (int i = 0; i < votes.length; i++) {
            votes[i] += other.votes[i];
        }
    }

    public long rows() {
        return rows;
    }

    /** Rows whose sum is off 1 by more than 5e−3. */
    public long rowSumErrors() {
        return rowSumErrors;
    }

    /** The mean entropy divided by the logarithm of the classes; NaN of no row, or with one class. */
    public double entropyMean() {
        return votes.length == 1 ? Double.NaN : entropySum / rows;
    }

    /** The share of rows with a normalised entropy below 0.1; NaN of no row, or with one class. */
    public double collapsedFraction() {
        return votes.length == 1 ? Double.NaN : (double) collapsed / rows;
    }

    public double maxProbabilityMean() {
        return maxProbabilitySum / rows;
    }

    /** The largest share of rows that one class wins; a row whose maximum is shared votes for none. NaN as the entropy. */
    public double topClassFraction() {
        return votes.length == 1
                ? Double.NaN
                : (double) Arrays.stream(votes).max().orElse(0) / rows;
    }
}
