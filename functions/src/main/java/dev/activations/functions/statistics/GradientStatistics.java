package dev.activations.functions.statistics;

import java.io.Serializable;

/** The loss gradients that reached a layer where it has values: their size, and which units any reached at all. */
public final class GradientStatistics implements Serializable {

    private static final long serialVersionUID = 1;

    private static final long[] NONE = {};

    private final Moments magnitudes = new Moments();
    private final int units;
    private long[] heard = NONE;
    private long[] reached = NONE;
    private long nonFinite;
    private long samples;
    private boolean heardInSample;

    GradientStatistics(int units) {
        this.units = units;
    }

    /** @param scratch at least as long as the row; overwritten */
    void add(UnitLayout layout, RowValues gradient, double[] scratch) {
        makeCounts();
        int i = 0;
        for (int o = 0; o < layout.outer(); o++) {
            for (int u = 0; u < units; u++) {
                for (int k = 0; k < layout.inner(); k++, i++) {
                    if (!gradient.isLeftOut(i)) {
                        heard[u]++;
                        reached[u] += gradient.values()[i] != 0 ? 1 : 0;
                    }
                }
            }
        }
        int finite = gradient.finite();
        for (int j = 0; j < finite; j++) {
            scratch[j] = Math.abs(gradient.finiteValues()[j]);
        }
        magnitudes.add(scratch, finite);
        int there = gradient.length() - gradient.missing() - gradient.masked();
        nonFinite += there - finite;
        heardInSample |= there > 0;
    }

    private void makeCounts() {
        if (heard.length == 0) {
            heard = new long[units];
            reached = new long[units];
        }
    }

    void endSample() {
        samples += heardInSample ? 1 : 0;
        heardInSample = false;
    }

    /** @param firstUnit the place of the other's first unit among these */
    void merge(GradientStatistics other, int firstUnit) {
        magnitudes.merge(other.magnitudes);
        nonFinite += other.nonFinite;
        samples += other.samples;
        if (other.heard.length > 0) {
            makeCounts();
            for (int u = 0; u < other.units; u++) {
                heard[firstUnit + u] += other.heard[u];
                reached[firstUnit + u] += other.reached[u];
            }
        }
    }

    void columns(SumColumns columns) {
        magnitudes.columns(columns, "gradient_");
        nonFinite = columns.count("gradient_non_finite", nonFinite);
        samples = columns.count("gradient_samples", samples);
    }

    void unitColumns(SumColumns columns, int first, int end) {
        heard = columns.counts("unit_gradients", heard, first, end);
        reached = columns.counts("unit_gradients_not_zero", reached, first, end);
    }

    /** Whether any gradient was logged, finite or not. */
    public boolean isPresent() {
        return values() > 0;
    }

    /** Gradients that were logged, finite or not. */
    public long values() {
        return magnitudes.count() + nonFinite;
    }

    /** NaN and ±Infinity among them. */
    public long nonFinite() {
        return nonFinite;
    }

    /** Samples with any logged gradient. */
    public long samples() {
        return samples;
    }

    /** The mean of |g| over finite values; NaN of none. */
    public double meanAbsolute() {
        return magnitudes.mean();
    }

    /** √(Σ g² / samples), over finite values; NaN of none. */
    public double norm() {
        return magnitudes.count() == 0 ? Double.NaN : Math.sqrt(magnitudes.sumOfSquares() / samples);
    }

    /** Whether the unit has logged gradients, all of them 0. */
    public boolean isUnreached(int unit) {
        return heard.length > 0 && heard[unit] > 0 && reached[unit] == 0;
    }

    /** Units whose gradient was zero for every sample and position. */
    public int unreachedUnits() {
        int count = 0;
        for (int u = 0; u < heard.length; u++) {
            count += isUnreached(u) ? 1 : 0;
        }
        return count;
    }
}
