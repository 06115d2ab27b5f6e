package dev.activations.functions.statistics;

import java.io.Serializable;
import java.util.Arrays;

/** Extremes, mean and sum of squared deviations of each unit's finite outputs; how many there are, its owner knows. */
final class UnitMoments implements Serializable {

    private static final long serialVersionUID = 1;

    private double[] min;
    private double[] max;
    private double[] mean;
    private double[] squares;

    UnitMoments(int units) {
        min = new double[units];
        max = new double[units];
        Arrays.fill(min, Double.POSITIVE_INFINITY);
        Arrays.fill(max, Double.NEGATIVE_INFINITY);
        mean = new double[units];
        squares = new double[units];
    }

    /**
     * Adds one finite value of every unit.
     *
     * @param count how many values every unit has now
     * @param more how many a unit has beyond that; empty for none
     */
    void add(double[] a, long count, long[] more) {
        for (int u = 0; u < mean.length; u++) {
            min[u] = Math.min(min[u], a[u]);
            max[u] = Math.max(max[u], a[u]);
        }
        if (more.length > 0) {
            for (int u = 0; u < mean.length; u++) {
                update(u, a[u], count + more[u]);
            }
            return;
        }
        for (int u = 0; u < mean.length; u++) {
            double delta = a[u] - mean[u];
            mean[u] += delta / count;
            squares[u] += delta * (a[u] - mean[u]);
        }
    }

    /** Adds one finite value of one unit, which now has {@code count}. */
    void add(int u, double a, long count) {
        min[u] = Math.min(min[u], a);
        max[u] = Math.max(max[u], a);
        update(u, a, count);
    }

    /** Welford's update: the pairwise formula for one more value. */
    private void update(int u, double a, long count) {
        double delta = a - mean[u];
        mean[u] += delta / count;
        squares[u] += delta * (a - mean[u]);
    }

    /** Merges one unit by Chan's formula with the unit {@code v} of others. */
    void merge(int u, long count, UnitMoments other, int v, long otherCount) {
        min[u] = Math.min(min[u], other.min[v]);
        max[u] = Math.max(max[u], other.max[v]);
        if (count == 0) {
            mean[u] = other.mean[v];
            squares[u] = other.squares[v];
        } else if (otherCount > 0) {
            double delta = other.mean[v] - mean[u];
            double share = (double) otherCount / (count + otherCount);
            mean[u] += delta * share;
            squares[u] += other.squares[v] + delta * delta * share * count;
        }
    }

    void columns(SumColumns columns, int first, int end) {
        min = columns.numbers("unit_min", min, first, end);
        max = columns.numbers("unit_max", max, first, end);
        mean = columns.numbers("unit_mean", mean, first, end);
        squares = columns.numbers("unit_m2", squares, first, end);
    }

    double min(int u) {
        return min[u];
    }

    double max(int u) {
        return max[u];
    }

    double mean(int u) {
        return mean[u];
    }

    double squares(int u) {
        return squares[u];
    }
}
