package dev.activations.functions.statistics;

import java.io.Serializable;

/**
 * Count, mean and the sums of squared and cubed deviations of finite numbers, in double.
 *
 * <p>Merged by the pairwise formulas of Chan, Golub and LeVeque (1983), extended to the third moment by Pébay (2008):
 * sums of squares would lose the spread of values that are large beside it. Moments are of the population.
 */
public final class Moments implements Serializable {

    private static final long serialVersionUID = 1;

    private long count;
    private double mean;
    private double squares;
    private double cubes;

    /**
     * Adds {@code values[0 .. length)}; all must be finite. The sums run in four strands, so that each addition need not
     * wait for the one before.
     */
    void add(double[] values, int length) {
        if (length > 0) {
            add(values, length, mean(values, length));
        }
    }

    /** As {@link #add(double[], int)}, for at least one number, whose mean is known. */
    void add(double[] values, int length, double blockMean) {
        double even = 0;
        double odd = 0;
        double evenCubes = 0;
        double oddCubes = 0;
        int i = 0;
        for (; i + 1 < length; i += 2) {
            double a = values[i] - blockMean;
            double b = values[i + 1] - blockMean;
            even += a * a;
            odd += b * b;
            evenCubes += a * a * a;
            oddCubes += b * b * b;
        }
        if (i < length) {
            double a = values[i] - blockMean;
            even += a * a;
            evenCubes += a * a * a;
        }
        merge(length, blockMean, even + odd, evenCubes + oddCubes);
    }

    /** Adds a number so many times. */
    void add(double value, long times) {
        merge(times, value, 0, 0);
    }

    /** The mean, by sums of differences from the first value, so that equal values have a spread of exactly 0. */
    static double mean(double[] values, int length) {
        double first = values[0];
        double a = 0;
        double b = 0;
        double c = 0;
        double d = 0;
        int i = 0;
        for (; i + 3 < length; i += 4) {
            a += values[i] - first;
            b += values[i + 1] - first;
            c += values[i + 2] - first;
            d += values[i + 3] - first;
        }
        for (; i < length; i++) {
            a += values[i] - first;
        }
        return first + ((a + b) + (c + d)) / length;
    }

    void merge(Moments other) {
        merge(other.count, other.mean, other.squares, other.cubes);
    }

    private void merge(long otherCount, double otherMean, double otherSquares, double otherCubes) {
        if (otherCount == 0) {
            return;
        }
        if (count == 0) { // not by the formula: the square of a large mean would overflow
            count = otherCount;
            mean = otherMean;
            squares = otherSquares;
            cubes = otherCubes;
            return;
        }
        double total = (double) count + otherCount;
        double ours = count / total;
        double theirs = otherCount / total;
        double delta = otherMean - mean;
        double spread = delta * delta * ours * otherCount;
        cubes += otherCubes + spread * delta * (ours - theirs) + 3 * delta * (ours * otherSquares - theirs * squares);
        squares += otherSquares + spread;
        mean += delta * theirs;
        count += otherCount;
    }

    /** @param prefix what the columns' names begin with */
    void columns(SumColumns columns, String prefix) {
        count = columns.count(prefix + "count", count);
        mean = columns.number(prefix + "mean", mean);
        squares = columns.number(prefix + "m2", squares);
        cubes = columns.number(prefix + "m3", cubes);
    }

    public long count() {
        return count;
    }

    /** The mean; NaN of nothing. */
    public double mean() {
        return count == 0 ? Double.NaN : mean;
    }

    /** The population standard deviation; NaN of nothing. */
    public double standardDeviation() {
        return Math.sqrt(squares / count);
    }

    /** The sum of the squares of the numbers themselves. */
    public double sumOfSquares() {
        return squares + count * mean * mean;
    }

    /** The root of the mean of the squares of the numbers themselves; NaN of nothing. */
    public double rootMeanSquare() {
        return Math.hypot(mean(), standardDeviation());
    }

    /** The population skewness; NaN of nothing, or where all values are equal. */
    public double skewness() {
        double variance = squares / count;
        return cubes / count / (variance * Math.sqrt(variance));
    }
}
