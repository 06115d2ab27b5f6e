package dev.activations.functions.statistics;

import java.io.Serializable;

/** The loss gradients that reached a layer: their magnitudes, and which units any reached at all. */
public final class GradientStatistics implements Serializable {

    private static final long serialVersionUID = 1;

    private final Moments magnitudes = new Moments();
    private final boolean[] reached;

    GradientStatistics(int units) {
        reached = new boolean[units];
    }

    /** @param scratch at least as long as the row; overwritten */
    void add(UnitLayout layout, RowValues gradient, double[] scratch) {
        int i = 0;
        for (int o = 0; o < layout.outer(); o++) {
            for (int u = 0; u < reached.length; u++) {
                for (int k = 0; k < layout.inner(); k++, i++) {
                    reached[u] |= gradient.values()[i] != 0 && !gradient.isLeftOut(i);
                }
            }
        }
        int finite = gradient.finite();
        for (int j = 0; j < finite; j++) {
            scratch[j] = Math.abs(gradient.finiteValues()[j]);
        }
        magnitudes.add(scratch, finite);
    }

    void merge(GradientStatistics other) {
        magnitudes.merge(other.magnitudes);
        for (int u = 0; u < reached.length; u++) {
            reached[u] |= other.reached[u];
        }
    }

    /** Whether any finite gradient was logged. */
    public boolean isPresent() {
        return magnitudes.count() > 0;
    }

    /** The mean of |g| over finite values; NaN of none. */
    public double meanAbsolute() {
        return magnitudes.mean();
    }

    /** Units whose gradient was zero for every sample and position. */
    public int unreachedUnits() {
        int count = 0;
        for (boolean unit : reached) {
            count += unit ? 0 : 1;
        }
        return count;
    }
}
