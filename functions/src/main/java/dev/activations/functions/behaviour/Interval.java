package dev.activations.functions.behaviour;

/** A closed interval of numbers; an infinite bound is never reached. Requires {@code low <= high}. */
public record Interval(double low, double high) {

    /** Every number. */
    public static final Interval ALL = new Interval(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);

    public Interval {
        if (!(low <= high)) {
            throw new IllegalArgumentException("an interval needs low <= high, got [" + low + ", " + high + "]");
        }
    }

    public double width() {
        return high - low;
    }
}
