package dev.activations.functions.behaviour;

/**
 * Decides from one value whether a unit fires: whether the gradient f′ at that value is not exactly zero. NaN never fires.
 *
 * @param rule how {@code low} and {@code high} are meant
 * @param low the lower bound, NaN where the rule has none
 * @param high the upper bound, NaN where the rule has none
 */
public record Firing(Rule rule, double low, double high) {

    /** The forms that the firing condition of an activation takes. */
    public enum Rule {
        /** The gradient is zero on no interval: the unit cannot die. */
        ALWAYS,
        /** Fires for {@code low < v < high}. */
        INSIDE,
        /** Fires for {@code v < low} or {@code v > high}. */
        OUTSIDE,
        /** This side of the activation does not tell. */
        UNKNOWN
    }

    /** The gradient is zero on no interval: the unit cannot die. */
    public static final Firing ALWAYS = new Firing(Rule.ALWAYS, Double.NaN, Double.NaN);

    /** This side of the activation does not determine firing. */
    public static final Firing UNKNOWN = new Firing(Rule.UNKNOWN, Double.NaN, Double.NaN);

    public static Firing above(double threshold) {
        return inside(threshold, Double.POSITIVE_INFINITY);
    }

    public static Firing inside(double low, double high) {
        return new Firing(Rule.INSIDE, low, high);
    }

    public static Firing outside(double low, double high) {
        return new Firing(Rule.OUTSIDE, low, high);
    }

    /** Whether the value is known to fire. */
    public boolean test(double value) {
        return switch (rule) {
            case ALWAYS -> true;
            case INSIDE -> value > low && value < high;
            case OUTSIDE -> value < low || value > high;
            case UNKNOWN -> false;
        };
    }
}
