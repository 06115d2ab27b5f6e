package dev.activations.jobs.diagnosis;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * The numbers that a report gives of a layer at a step, in the order of report.json. Fractions are 0 to 1. A figure that
 * cannot be determined or does not apply has no value.
 */
public enum Figure {
    SAMPLES("distinct samples", true),
    VALUES("elements, without the missing and the masked", true),
    MISSING("NULL elements", true),
    MASKED("elements left out by the mask", true),

    NEVER_FIRED_UNITS("silent units: dead, or too few samples to tell", true),
    DEAD_UNITS("units that never fired, in enough samples to prove a firing rate below the limit", true),
    INSUFFICIENT_UNITS("units that never fired, in too few samples to call them dead", true),
    NEARLY_DEAD_UNITS("units that fired, but provably below the limit", true),
    LOW_RATE_UNITS("units that fired below the limit, without proof", true),
    ALWAYS_ON_UNITS("units that fired at every position of every sample", true),
    CONSTANT_UNITS("units whose values are all equal", true),
    NON_FINITE_UNITS("units with NaN or infinite values", true),
    STILL_DEAD_UNITS("units dead at this step and the step before", true),
    UNSEEN_ALIVE_ESTIMATE("estimate of how many of the silent units are alive at least (Chao2)", false),
    FIRING_RATE_UPPER_BOUND("what these samples can prove about a silent unit's firing rate", false),
    DEAD_FRACTION("dead units / units", false),
    NEVER_FIRED_FRACTION("silent units / units", false),

    SATURATED_LOW_FRACTION("share of finite values in the low tail", false),
    SATURATED_HIGH_FRACTION("share of finite values in the high tail", false),
    SATURATED_FRACTION("share of finite values in either tail", false),
    SATURATED_UNITS("units with more than 95 % of their values in a tail", true),
    SIGNAL_SPREAD("median standard deviation of a unit's outputs / width of the output range", false),

    MEAN_DERIVATIVE("mean of f' over finite values", false),
    DERIVATIVE_RATIO("mean of f' / its expectation under a standard normal input", false),
    DERIVATIVE_VARIATION("standard deviation of f' / |mean of f'|", false),
    CUMULATIVE_LOG10_DERIVATIVE("sum over this and the shallower layers of log10(mean of f')", false),

    ZERO_FRACTION("share of finite values that are zero", false),
    MEAN("mean of the finite values", false),
    STANDARD_DEVIATION("population standard deviation of the finite values", false),
    SKEWNESS("population skewness of the finite values", false),
    MIN("smallest finite value", false),
    MAX("largest finite value", false),
    FP16_HEADROOM("65504 / largest finite magnitude", false),
    NAN("values that are NaN", true),
    POSITIVE_INFINITY("values that are +Infinity", true),
    NEGATIVE_INFINITY("values that are -Infinity", true),
    NEGATIVE_ZERO("values that are -0", true),
    SUBNORMAL("values with 0 < |a| < 2^-126", true),

    ENTROPY_MEAN("mean entropy of a softmax row / log of the classes", false),
    COLLAPSED_FRACTION("share of softmax rows with a normalised entropy below 0.1", false),
    MAX_PROBABILITY_MEAN("mean of the largest probability of a softmax row", false),
    ROW_SUM_ERRORS("softmax rows whose sum is off 1 by more than 0.005", true),
    TOP_CLASS_FRACTION("largest share of softmax rows that one class wins", false),

    GRADIENT_MEAN_ABSOLUTE("mean magnitude of the logged loss gradient", false),
    GRADIENT_ZERO_UNITS("units that no logged gradient reached", true),
    GRADIENT_RATIO_TO_FIRST("mean gradient magnitude / that of the run's first layer", false);

    private final String meaning;
    private final boolean count;

    Figure(String meaning, boolean count) {
        this.meaning = meaning;
        this.count = count;
    }

    /** The figure of this name in report.json. */
    public static Optional<Figure> named(String name) {
        return Arrays.stream(values())
                .filter(figure -> figure.key().equals(name))
                .findFirst();
    }

    /** The name in report.json, such as {@code dead_units}. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What the number is, in words. */
    public String meaning() {
        return meaning;
    }

    /** Whether the number is a whole count. */
    public boolean isCount() {
        return count;
    }
}
