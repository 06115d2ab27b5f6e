package dev.activations.jobs.diagnosis;

import dev.activations.functions.statistics.ValueHistogram;
import java.io.Serializable;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** The figures of one layer at one step (or over several): immutable, and null-free: what is undetermined is empty. */
public final class Figures implements Serializable {

    private static final long serialVersionUID = 1;

    private final double[] values;
    private final LinkedHashMap<Double, Double> quantiles;
    private final List<Bin> histogram;
    private final LinkedHashMap<String, Long> firingDensity;

    /** A bin of the histogram of values: one binade (factor of two) of one sign, or zero. */
    public record Bin(double lower, double upper, long count) implements Serializable {
        static Bin of(ValueHistogram.Bin bin) {
            return new Bin(bin.lower(), bin.upper(), bin.count());
        }
    }

    private Figures(Builder builder) {
        values = builder.values.clone();
        quantiles = new LinkedHashMap<>(builder.quantiles);
        histogram = List.copyOf(builder.histogram);
        firingDensity = new LinkedHashMap<>(builder.firingDensity);
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
        return new LinkedHashMap<>(quantiles);
    }

    /** The finite values by binade, lowest first. */
    public List<Bin> histogram() {
        return histogram;
    }

    /** Units by firing rate, from never to always; empty for a function whose units cannot die. */
    public Map<String, Long> firingDensity() {
        return new LinkedHashMap<>(firingDensity);
    }

    /** These figures with one of them set; NaN makes it undetermined. */
    public Figures with(Figure figure, double value) {
        Builder builder = new Builder();
        System.arraycopy(values, 0, builder.values, 0, values.length);
        builder.quantiles.putAll(quantiles);
        builder.histogram = histogram;
        builder.firingDensity.putAll(firingDensity);
        return builder.set(figure, value).build();
    }

    /** Collects figures; what is not set is undetermined. */
    static final class Builder {
        private final double[] values = new double[Figure.values().length];
        private final Map<Double, Double> quantiles = new LinkedHashMap<>();
        private final Map<String, Long> firingDensity = new LinkedHashMap<>();
        private List<Bin> histogram = List.of();

        private Builder() {
            Arrays.fill(values, Double.NaN);
        }

        /** A value that is not finite is undetermined: sums over large doubles overflow. */
        Builder set(Figure figure, double value) {
            values[figure.ordinal()] = Double.isFinite(value) ? value : Double.NaN;
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

        Builder firingDensity(String upTo, long units) {
            firingDensity.put(upTo, units);
            return this;
        }

        Figures build() {
            return new Figures(this);
        }
    }
}
