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

    /** Adds {@code values[0 .. length)}; all must be finite. */
    void add(double[] values, int length) {
        if (length == 0) {
            return;
        }
        double first = values[0];
        double sum = 0; // of differences, so that equal values have a spread of exactly 0
        for (int i = 0; i < length; i++) {
            sum += values[i] - first;
        }
        double blockMean = first + sum / length;
        double blockSquares = 0;
        double blockCubes = 0;
        for (int i = 0; i < length; i++) {
            double deviation = values[i] - blockMean;
            double square = deviation * deviation;
            blockSquares += square;
            blockCubes += square * deviation;
        }
        merge(length, blockMean, blockSquares, blockCubes);
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

    /** The population skewness; NaN of nothing, or where all values are equal. */
    public double skewness() {
        double variance = squares / count;
        return cubes / count / (variance * Math.sqrt(variance));
    }
}
