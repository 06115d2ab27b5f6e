package dev.activations.functions.statistics;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A log-linear histogram of finite numbers: sixteen bins of equal width in every binade (factor of two), either sign, and
 * zero. Bins are told from the bits of the number, so the histogram does not depend on the order of adding or merging,
 * and a quantile is off by at most 1/32 of its value.
 */
public final class ValueHistogram implements Serializable {

    private static final long serialVersionUID = 1;

    /** Exponents of a double: the binades of one sign. */
    private static final int BINADES = 1 << 11;

    private static final int BIN_BITS = 4;
    private static final int BINS = 1 << BIN_BITS;
    private static final int MANTISSA_BITS = 52;

    /** The first binade of single precision's normal numbers, from 2^−126 on. */
    private static final int SMALLEST_NORMAL = 1023 - 126;

    private final Binades positive = new Binades();
    private final Binades negative = new Binades();
    private long positiveZeros;
    private long negativeZeros;

    /** The numbers of one sign in one binade: {@code lower <= |x| < upper}, written with their sign, low end first. */
    public record Bin(double lower, double upper, long count) {}

    /** How many numbers meet a condition on a magnitude: not fewer than one, not more than the other. */
    public record Between(long least, long most) {}

    /** The binades of one sign, from the first to the last that has been needed; arrays of bins only where it was. */
    private static final class Binades implements Serializable {

        private static final long serialVersionUID = 1;

        private int first;
        private long[][] bins = {};

        long[] bins(int binade) {
            int place = binade - first;
            if (place < 0 || place >= bins.length) {
                reach(binade);
                place = binade - first;
            }
            if (bins[place] == null) {
                bins[place] = new long[BINS];
            }
            return bins[place];
        }

        private void reach(int binade) {
            int from = bins.length == 0 ? binade : Math.min(first, binade);
            int to = bins.length == 0 ? binade : Math.max(first + bins.length - 1, binade);
            long[][] wider = new long[to - from + 1][];
            System.arraycopy(bins, 0, wider, bins.length == 0 ? 0 : first - from, bins.length);
            first = from;
            bins = wider;
        }

        long count(int binade, int bin) {
            int place = binade - first;
            return place < 0 || place >= bins.length || bins[place] == null ? 0 : bins[place][bin];
        }

        long count(int binade) {
            long sum = 0;
            for (int bin = 0; bin < BINS; bin++) {
                sum += count(binade, bin);
            }
            return sum;
        }

        int end() {
            return first + bins.length;
        }

        void merge(Binades other) {
            for (int i = 0; i < other.bins.length; i++) {
                if (other.bins[i] != null) {
                    long[] ours = bins(other.first + i);
                    for (int j = 0; j < BINS; j++) {
                        ours[j] += other.bins[i][j];
                    }
                }
            }
        }

        long bytes() {
            return 16L
                    + 8L * bins.length
                    + Arrays.stream(bins).filter(b -> b != null).count() * (16 + 8 * BINS);
        }
    }

    /** Adds {@code values[0 .. length)}; all must be finite. */
    void add(double[] values, int length) {
        for (int i = 0; i < length; i++) {
            long bits = Double.doubleToRawLongBits(values[i]);
            int key = (int) (bits >>> (MANTISSA_BITS - BIN_BITS));
            if (bits << 1 == 0) {
                positiveZeros += 1 + (bits >> 63);
                negativeZeros -= bits >> 63;
            } else {
                (bits < 0 ? negative : positive).bins((key >>> BIN_BITS) & (BINADES - 1))[key & (BINS - 1)]++;
            }
        }
    }

    /** Adds so many zeros. */
    void addZeros(long zeros) {
        positiveZeros += zeros;
    }

    void merge(ValueHistogram other) {
        positiveZeros += other.positiveZeros;
        negativeZeros += other.negativeZeros;
        positive.merge(other.positive);
        negative.merge(other.negative);
    }

    /** A bin is named by the upper 16 bits of its numbers: sign, exponent and four bits of mantissa. */
    void columns(SumColumns columns) {
        positiveZeros = columns.count("positive_zeros", positiveZeros);
        negativeZeros = columns.count("negative_zeros", negativeZeros);
        List<long[]> occupied = new ArrayList<>();
        collect(positive, 0, occupied);
        collect(negative, BINADES << BIN_BITS, occupied);
        long[] keys = columns.counts(
                "histogram_bins", occupied.stream().mapToLong(bin -> bin[0]).toArray());
        long[] counts = columns.counts(
                "histogram_counts", occupied.stream().mapToLong(bin -> bin[1]).toArray());
        for (int i = 0; i < keys.length; i++) {
            Binades sign = keys[i] >= BINADES << BIN_BITS ? negative : positive;
            sign.bins((int) (keys[i] >>> BIN_BITS) & (BINADES - 1))[(int) keys[i] & (BINS - 1)] = counts[i];
        }
    }

    private static void collect(Binades sign, int offset, List<long[]> occupied) {
        for (int binade = sign.first; binade < sign.end(); binade++) {
            for (int bin = 0; bin < BINS; bin++) {
                long count = sign.count(binade, bin);
                if (count > 0) {
                    occupied.add(new long[] {offset + (binade << BIN_BITS) + bin, count});
                }
            }
        }
    }

    /** About how much memory it takes. */
    long bytes() {
        return 64 + positive.bytes() + negative.bytes();
    }

    /** How many numbers are zero, of either sign. */
    public long zeros() {
        return positiveZeros + negativeZeros;
    }

    public long negativeZeros() {
        return negativeZeros;
    }

    /** How many numbers are below 2^−126 in magnitude, but not zero: subnormal in single precision. */
    public long subnormal() {
        long sum = 0;
        for (int binade = 0; binade < SMALLEST_NORMAL; binade++) {
            sum += positive.count(binade) + negative.count(binade);
        }
        return sum;
    }

    /**
     * How many numbers are smaller than a bound in magnitude. The two counts differ by those in the bin that the bound divides.
     */
    public Between below(double bound) {
        long zeros = bound > 0 ? zeros() : 0;
        return new Between(zeros + upTo(bound, false), zeros + upTo(bound, true));
    }

    /** How many numbers are larger than a bound in magnitude, 0 or more; the counts differ as those of {@link #below}. */
    public Between above(double bound) {
        long all = upTo(Double.POSITIVE_INFINITY, true);
        long surelyNot = upTo(bound, false);
        long beginAbove = 0;
        for (Binades sign : List.of(positive, negative)) {
            for (int binade = sign.first; binade < sign.end(); binade++) {
                for (int bin = 0; bin < BINS; bin++) {
                    beginAbove += edge(binade, bin) > bound ? sign.count(binade, bin) : 0;
                }
            }
        }
        return new Between(beginAbove, all - surelyNot);
    }

    /** The numbers but 0 in bins that end up to a bound, and where asked also in those that begin below it. */
    private long upTo(double bound, boolean divided) {
        long count = 0;
        for (Binades sign : List.of(positive, negative)) {
            for (int binade = sign.first; binade < sign.end(); binade++) {
                for (int bin = 0; bin < BINS; bin++) {
                    boolean counts = divided ? edge(binade, bin) < bound : edge(binade, bin + 1) <= bound;
                    count += counts ? sign.count(binade, bin) : 0;
                }
            }
        }
        return count;
    }

    /** How many numbers are 0, of either sign, or less. */
    public long notPositive() {
        long count = zeros();
        for (int binade = negative.first; binade < negative.end(); binade++) {
            count += negative.count(binade);
        }
        return count;
    }

    /** The occupied bins from the lowest to the highest number, one per binade and sign, and one for zero. */
    public List<Bin> bins() {
        List<Bin> bins = new ArrayList<>();
        for (int binade = negative.end() - 1; binade >= negative.first; binade--) {
            addBin(bins, -1, binade, negative.count(binade));
        }
        if (zeros() > 0) {
            bins.add(new Bin(0, 0, zeros()));
        }
        for (int binade = positive.first; binade < positive.end(); binade++) {
            addBin(bins, 1, binade, positive.count(binade));
        }
        return bins;
    }

    /**
     * The numbers in bins of equal width between two bounds: exact where every edge is one of this histogram's own, such as a
     * multiple of 1/32 up to 1. A number on an edge is in the bin further from zero, one beyond a bound in the outermost.
     */
    public long[] linear(double low, double high, int bins) {
        long[] counts = new long[bins];
        addLinear(counts, low, high, 0, zeros());
        for (int sign = -1; sign <= 1; sign += 2) {
            Binades binades = sign < 0 ? negative : positive;
            for (int binade = binades.first; binade < binades.end(); binade++) {
                for (int bin = 0; bin < BINS; bin++) {
                    addLinear(counts, low, high, sign * middle(binade, bin), binades.count(binade, bin));
                }
            }
        }
        return counts;
    }

    private static void addLinear(long[] counts, double low, double high, double value, long count) {
        int bin = (int) Math.floor((value - low) / (high - low) * counts.length);
        counts[Math.max(0, Math.min(counts.length - 1, bin))] += count;
    }

    private static void addBin(List<Bin> bins, int sign, int binade, long count) {
        if (count > 0) {
            double near = edge(binade, 0);
            double far = edge(binade, BINS);
            bins.add(sign < 0 ? new Bin(-far, -near, count) : new Bin(near, far, count));
        }
    }

    /**
     * The value of the {@code rank}-th smallest number (from 1), within 1/32 of it.
     *
     * @throws IllegalArgumentException if there are fewer numbers
     */
    public double valueAtRank(long rank) {
        long below = 0;
        for (int i = negative.end() - 1; i >= negative.first; i--) {
            for (int j = BINS - 1; j >= 0; j--) {
                below += negative.count(i, j);
                if (below >= rank) {
                    return -middle(i, j);
                }
            }
        }
        below += zeros();
        if (below >= rank) {
            return 0;
        }
        for (int i = positive.first; i < positive.end(); i++) {
            for (int j = 0; j < BINS; j++) {
                below += positive.count(i, j);
                if (below >= rank) {
                    return middle(i, j);
                }
            }
        }
        throw new IllegalArgumentException("rank " + rank + " of " + below + " numbers");
    }

    /**
     * The median of the magnitudes that are not 0, within 1/32 of it; NaN of none. Of an even number it is the lower of the
     * two middle ones.
     */
    public double medianMagnitude() {
        int first = Math.min(positive.first, negative.first);
        int end = Math.max(positive.end(), negative.end());
        long all = 0;
        for (int i = first; i < end; i++) {
            all += positive.count(i) + negative.count(i);
        }
        long below = 0;
        for (int i = first; i < end; i++) {
            for (int j = 0; j < BINS; j++) {
                below += positive.count(i, j) + negative.count(i, j);
                if (below >= (all + 1) / 2 && below > 0) {
                    return middle(i, j);
                }
            }
        }
        return Double.NaN;
    }

    private static double middle(int binade, int bin) {
        return edge(binade, bin) / 2 + edge(binade, bin + 1) / 2;
    }

    /** The magnitude at which a bin begins; the end of the last binade is the largest number. */
    private static double edge(int binade, int bin) {
        double value = Double.longBitsToDouble((((long) binade << BIN_BITS) + bin) << (MANTISSA_BITS - BIN_BITS));
        return Double.isFinite(value) ? value : Double.MAX_VALUE;
    }
}
