package dev.activations.functions.statistics;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * A log-linear histogram of finite numbers: sixteen bins of equal width in every binade (factor of two), either sign, and
 * zero. Bins are told from the bits of the number, so the histogram does not depend on the order of adding or merging,
 * and a quantile is off by at most 1/32 of its value.
 */
public final class ValueHistogram implements Serializable {

    private static final long serialVersionUID = 1;

    /** Sign, eleven bits of exponent: one array of bins each, made when first needed. */
    private static final int BINADES = 1 << 12;

    private static final int NEGATIVE = 1 << 11;
    private static final int BIN_BITS = 4;
    private static final int BINS = 1 << BIN_BITS;
    private static final int MANTISSA_BITS = 52;

    private final long[][] binades = new long[BINADES][];
    private long positiveZeros;
    private long negativeZeros;

    /** The numbers of one sign in one binade: {@code lower <= |x| < upper}, written with their sign, low end first. */
    public record Bin(double lower, double upper, long count) {}

    /** Adds {@code values[0 .. length)}; all must be finite. */
    void add(double[] values, int length) {
        for (int i = 0; i < length; i++) {
            long bits = Double.doubleToRawLongBits(values[i]);
            int key = (int) (bits >>> (MANTISSA_BITS - BIN_BITS));
            binade(key >>> BIN_BITS)[key & (BINS - 1)]++;
            positiveZeros += bits == 0 ? 1 : 0;
            negativeZeros += bits == Long.MIN_VALUE ? 1 : 0;
        }
    }

    void merge(ValueHistogram other) {
        positiveZeros += other.positiveZeros;
        negativeZeros += other.negativeZeros;
        for (int i = 0; i < BINADES; i++) {
            if (other.binades[i] != null) {
                long[] bins = binade(i);
                for (int j = 0; j < BINS; j++) {
                    bins[j] += other.binades[i][j];
                }
            }
        }
    }

    private long[] binade(int index) {
        long[] bins = binades[index];
        if (bins == null) {
            bins = new long[BINS];
            binades[index] = bins;
        }
        return bins;
    }

    /** How many numbers are zero, of either sign. */
    public long zeros() {
        return positiveZeros + negativeZeros;
    }

    public long negativeZeros() {
        return negativeZeros;
    }

    /** The numbers of one bin; zeros lie in the first bins of either sign, but are no part of them. */
    private long count(int binade, int bin) {
        if (binades[binade] == null) {
            return 0;
        }
        long zeros = bin > 0 ? 0 : binade == 0 ? positiveZeros : binade == NEGATIVE ? negativeZeros : 0;
        return binades[binade][bin] - zeros;
    }

    /** The occupied bins from the lowest to the highest number, one per binade and sign, and one for zero. */
    public List<Bin> bins() {
        List<Bin> bins = new ArrayList<>();
        for (int i = BINADES - 1; i >= NEGATIVE; i--) {
            addBin(bins, i);
        }
        if (zeros() > 0) {
            bins.add(new Bin(0, 0, zeros()));
        }
        for (int i = 0; i < NEGATIVE; i++) {
            addBin(bins, i);
        }
        return bins;
    }

    private void addBin(List<Bin> bins, int binade) {
        long count = count(binade);
        if (count > 0) {
            double near = edge((long) binade << BIN_BITS);
            double far = edge(((long) binade << BIN_BITS) + BINS);
            bins.add(near < 0 || far < 0 ? new Bin(far, near, count) : new Bin(near, far, count));
        }
    }

    private long count(int binade) {
        long sum = 0;
        for (int bin = 0; bin < BINS; bin++) {
            sum += count(binade, bin);
        }
        return sum;
    }

    /**
     * The value of the {@code rank}-th smallest number (from 1), within 1/32 of it.
     *
     * @throws IllegalArgumentException if there are fewer numbers
     */
    public double valueAtRank(long rank) {
        long below = 0;
        for (int i = BINADES - 1; i >= NEGATIVE; i--) {
            for (int j = BINS - 1; j >= 0; j--) {
                below += count(i, j);
                if (below >= rank) {
                    return middle(i, j);
                }
            }
        }
        below += zeros();
        if (below >= rank) {
            return 0;
        }
        for (int i = 0; i < NEGATIVE; i++) {
            for (int j = 0; j < BINS; j++) {
                below += count(i, j);
                if (below >= rank) {
                    return middle(i, j);
                }
            }
        }
        throw new IllegalArgumentException("rank " + rank + " of " + below + " numbers");
    }

    /** The median magnitude of the numbers that are not zero, within 1/32 of it; NaN of none. */
    public double medianMagnitude() {
        long numbers = 0;
        for (int i = 0; i < BINADES; i++) {
            numbers += count(i);
        }
        return numbers == 0 ? Double.NaN : (magnitudeAtRank((numbers + 1) / 2) + magnitudeAtRank(numbers / 2 + 1)) / 2;
    }

    private double magnitudeAtRank(long rank) {
        long below = 0;
        for (int i = 0; i < NEGATIVE; i++) {
            for (int j = 0; j < BINS; j++) {
                below += count(i, j) + count(i + NEGATIVE, j);
                if (below >= rank) {
                    return middle(i, j);
                }
            }
        }
        throw new IllegalStateException("rank " + rank + " of " + below + " magnitudes");
    }

    private static double middle(int binade, int bin) {
        long key = ((long) binade << BIN_BITS) + bin;
        return edge(key) / 2 + edge(key + 1) / 2;
    }

    /** The magnitude at which a bin begins, with its sign; the end of the last binade is the largest number. */
    private static double edge(long key) {
        double value = Double.longBitsToDouble(key << (MANTISSA_BITS - BIN_BITS));
        return Double.isFinite(value)
                ? value
                : Math.copySign(Double.MAX_VALUE, key >= ((long) NEGATIVE << BIN_BITS) ? -1 : 1);
    }
}
