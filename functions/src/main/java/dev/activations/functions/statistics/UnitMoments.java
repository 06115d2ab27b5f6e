package dev.activations.functions.statistics;

import java.io.Serializable;
import java.util.Arrays;

/**
 * Extremes, mean and sum of squared deviations of each unit's finite outputs; the owner keeps the counts. A mean is kept as
 * its distance from the unit's first value, so that the spread of values that are large beside it does not depend on how
 * the work was split.
 */
final class UnitMoments implements Serializable {

    private static final long serialVersionUID = 1;

    private double[] min;
    private double[] max;
    private double[] first;
    private double[] distance;
    private double[] squares;

    UnitMoments(int units) {
        min = new double[units];
        max = new double[units];
        Arrays.fill(min, Double.POSITIVE_INFINITY);
        Arrays.fill(max, Double.NEGATIVE_INFINITY);
        first = new double[units];
        distance = new double[units];
        squares = new double[units];
    }

    /**
     * Adds one finite value of every unit.
     *
     * @param count how many values every unit has now
     * @param more how many a unit has beyond that; empty for none
     */
    void add(double[] a, long count, long[] more) {
        for (int u = 0; u < first.length; u++) {
            min[u] = Math.min(min[u], a[u]);
            max[u] = Math.max(max[u], a[u]);
        }
        if (more.length > 0) {
            for (int u = 0; u < first.length; u++) {
                update(u, a[u], count + more[u]);
            }
            return;
        }
        if (count == 1) {
            System.arraycopy(a, 0, first, 0, first.length);
            return;
        }
        for (int u = 0; u < first.length; u++) {
            double value = a[u] - first[u];
            double delta = value - distance[u];
            distance[u] += delta / count;
            squares[u] += delta * (value - distance[u]);
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
        if (count == 1) {
            first[u] = a;
            return;
        }
        double value = a - first[u];
        double delta = value - distance[u];
        distance[u] += delta / count;
        squares[u] += delta * (value - distance[u]);
    }

    /** Adds a zero {@code zeros} times to a unit that has {@code count} values. */
    void addZeros(int u, long count, long zeros) {
        min[u] = Math.min(min[u], 0);
        max[u] = Math.max(max[u], 0);
        if (count > 0) {
            double delta = -mean(u);
            double share = (double) zeros / (count + zeros);
            distance[u] += delta * share;
            squares[u] += delta * delta * share * count;
        }
    }

    /** Merges one unit by Chan's formula with the unit {@code v} of others. */
    void merge(int u, long count, UnitMoments other, int v, long otherCount) {
        min[u] = Math.min(min[u], other.min[v]);
        max[u] = Math.max(max[u], other.max[v]);
        if (count == 0) {
            first[u] = other.first[v];
            distance[u] = other.distance[v];
            squares[u] = other.squares[v];
        } else if (otherCount > 0) {
            double delta = other.first[v] - first[u] + (other.distance[v] - distance[u]);
            double share = (double) otherCount / (count + otherCount);
            distance[u] += delta * share;
            squares[u] += other.squares[v] + delta * delta * share * count;
        }
    }

    /** The mean goes as the double nearest to it and as what that leaves out. */
    void columns(SumColumns columns, int from, int end) {
        min = columns.numbers("unit_min", min, from, end);
        max = columns.numbers("unit_max", max, from, end);
        double[] means = means();
        double[] rests = new double[means.length];
        Arrays.setAll(rests, u -> first[u] - means[u] + distance[u]);
        double[] read = columns.numbers("unit_mean", means, from, end);
        double[] readRests = columns.numbers("unit_mean_rest", rests, from, end);
        if (read != means) {
            first = read;
            distance = readRests.length == 0 ? new double[read.length] : readRests;
        }
        squares = columns.numbers("unit_m2", squares, from, end);
    }

    private double[] means() {
        double[] means = new double[first.length];
        Arrays.setAll(means, this::mean);
        return means;
    }

    double min(int u) {
        return min[u];
    }

    double max(int u) {
        return max[u];
    }

    double mean(int u) {
        return first[u] + distance[u];
    }

    double squares(int u) {
        return squares[u];
    }
}
