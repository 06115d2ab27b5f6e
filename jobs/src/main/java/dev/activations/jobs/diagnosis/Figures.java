package dev.activations.jobs.diagnosis;

import dev.activations.functions.statistics.ValueHistogram;
import java.io.Serializable;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * The figures of one layer at one step (or over several): immutable, and null-free: what is undetermined is empty. Kept in
 * arrays, because a long log of a deep network has half a million of them.
 */
public final class Figures implements Serializable {

    private static final long serialVersionUID = 1;

    private static final int[] NO_COUNTS = {};

    private final double[] values;
    private final double[] quantileShares;
    private final double[] quantiles;
    private final double[] binEdges;
    private final long[] binCounts;
    private final double linearLow;
    private final double linearHigh;
    private final int[] linearCounts;
    private final long[] firingDensity;
    private final double[] headEntropies;

    /** A bin of the histogram of values: one binade (factor of two) of one sign, or zero. */
    public record Bin(double lower, double upper, long count) implements Serializable {
        static Bin of(ValueHistogram.Bin bin) {
            return new Bin(bin.lower(), bin.upper(), bin.count());
        }
    }

    private Figures(Builder builder) {
        values = builder.values.clone();
        quantileShares = builder.quantiles.keySet().stream()
                .mapToDouble(Double::doubleValue)
                .toArray();
        quantiles = builder.quantiles.values().stream()
                .mapToDouble(Double::doubleValue)
                .toArray();
        binEdges = builder.histogram.stream()
                .flatMapToDouble(bin -> DoubleStream.of(bin.lower(), bin.upper()))
                .toArray();
        binCounts = builder.histogram.stream().mapToLong(Bin::count).toArray();
        linearLow = builder.linearLow;
        linearHigh = builder.linearHigh;
        linearCounts = builder.linearCounts;
        firingDensity = builder.firingDensity.clone();
        headEntropies = builder.headEntropies.clone();
    }

    private Figures(Figures other, Map<Figure, Double> changed) {
        values = other.values.clone();
        changed.forEach((figure, value) -> values[figure.ordinal()] = finite(value));
        quantileShares = other.quantileShares;
        quantiles = other.quantiles;
        binEdges = other.binEdges;
        binCounts = other.binCounts;
        linearLow = other.linearLow;
        linearHigh = other.linearHigh;
        linearCounts = other.linearCounts;
        firingDensity = other.firingDensity;
        headEntropies = other.headEntropies;
    }

    /** A value that is not finite is undetermined: sums over large doubles overflow. */
    private static double finite(double value) {
        return Double.isFinite(value) ? value : Double.NaN;
    }

    static Builder builder() {
        return new Builder();
    }

    /** The figure's value; empty where it cannot be determined or does not apply. */
    public OptionalDouble get(Figure figure) {
        double value = values[figure.ordinal()];
        return Double.isNaN(value) ? OptionalDouble.empty() : OptionalDouble.of(value);
    }

    /** The value of a count that always applies, or else 0. */
    public long count(Figure figure) {
        return (long) get(figure).orElse(0);
    }

    /** Nearest-rank quantiles by share, each within 1/32 of the true one; empty without finite values. */
    public Map<Double, Double> quantiles() {
        Map<Double, Double> byShare = new LinkedHashMap<>();
        for (int i = 0; i < quantiles.length; i++) {
            byShare.put(quantileShares[i], quantiles[i]);
        }
        return byShare;
    }

    /** The finite values by binade, lowest first. */
    public List<Bin> histogram() {
        return IntStream.range(0, binCounts.length)
                .mapToObj(i -> new Bin(binEdges[2 * i], binEdges[2 * i + 1], binCounts[i]))
                .toList();
    }

    /**
     * The finite values of a bounded function in bins of equal width over its range; none of other functions, or where a bin
     * has more than two thousand million.
     */
    public List<Bin> linearHistogram() {
        return IntStream.range(0, linearCounts.length)
                .mapToObj(i -> new Bin(linearEdge(i), linearEdge(i + 1), linearCounts[i]))
                .toList();
    }

    private double linearEdge(int bin) {
        return linearLow + (linearHigh - linearLow) * bin / linearCounts.length;
    }

    /** Units by firing rate, from never to always; empty for a function whose units cannot die. */
    public Map<String, Long> firingDensity() {
        Map<String, Long> byRate = new LinkedHashMap<>();
        for (int i = 0; i < firingDensity.length; i++) {
            byRate.put(FiringRates.DENSITY_NAMES.get(i), firingDensity[i]);
        }
        return byRate;
    }

    /** The mean entropy of each head of an attention, NaN of one without rows; empty for other layers. */
    public double[] headEntropies() {
        return headEntropies.clone();
    }

    /** These figures with one of them set; NaN makes it undetermined. */
    public Figures with(Figure figure, double value) {
        return with(Map.of(figure, value));
    }

    /** These figures with some of them set; NaN makes one undetermined. */
    Figures with(Map<Figure, Double> changed) {
        return new Figures(this, changed);
    }

    /** Collects figures; what is not set is undetermined. */
    static final class Builder {
        private final double[] values = new double[Figure.values().length];
        private final Map<Double, Double> quantiles = new LinkedHashMap<>();
        private double linearLow;
        private double linearHigh;
        private int[] linearCounts = NO_COUNTS;
        private long[] firingDensity = new long[0];
        private double[] headEntropies = new double[0];
        private List<Bin> histogram = List.of();

        private Builder() {
            Arrays.fill(values, Double.NaN);
        }

        Builder set(Figure figure, double value) {
            values[figure.ordinal()] = finite(value);
            return this;
        }

        Builder quantile(double share, double value) {
            quantiles.put(share, value);
            return this;
        }

        Builder histogram(List<ValueHistogram.Bin> bins) {
            histogram = bins.stream().map(Bin::of).toList();
            return this;
        }

        /** Counts in bins of equal width. */
        Builder linearHistogram(double low, double high, long[] counts) {
            if (Arrays.stream(counts).allMatch(count -> count <= Integer.MAX_VALUE)) {
                linearLow = low;
                linearHigh = high;
                linearCounts =
                        Arrays.stream(counts).mapToInt(count -> (int) count).toArray();
            }
            return this;
        }

        /** Units by firing rate, in the order of {@link FiringRates#DENSITY_NAMES}. */
        Builder firingDensity(long[] units) {
            firingDensity = units.clone();
            return this;
        }

        Builder headEntropies(double[] means) {
            headEntropies = means.clone();
            return this;
        }

        Figures build() {
            return new Figures(this);
        }
    }
}
