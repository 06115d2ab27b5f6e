package dev.activations.jobs.diagnosis;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The numbers of a layer at a step, in the order of report.json. Fractions are 0 to 1. A figure that cannot be determined or
 * does not apply has no value. Those at the end are only for the rules, whose findings may name them.
 */
public enum Figure {
    SAMPLES("distinct samples with a value that is neither NULL nor masked", Kind.ALWAYS_COUNTED),
    VALUES("elements, without the missing and the masked", Kind.ALWAYS_COUNTED),
    MISSING("NULL elements", Kind.ALWAYS_COUNTED),
    MASKED("elements left out by the mask", Kind.ALWAYS_COUNTED),

    NEVER_FIRED_UNITS("silent units: dead, or too few samples to tell", Kind.COUNT),
    DEAD_UNITS("units that never fired, in enough samples to prove a firing rate below the limit", Kind.COUNT),
    STUCK_UNITS("units whose values all lie in one tail of the function, in as many samples", Kind.COUNT),
    INSUFFICIENT_UNITS(
            "units that are silent or in one tail, in too few samples to call them dead or stuck", Kind.COUNT),
    NEARLY_DEAD_UNITS("units that fired, but provably below the limit", Kind.COUNT),
    LOW_RATE_UNITS("units that fired below the limit, without proof", Kind.COUNT),
    ALWAYS_ON_UNITS("units that fired at every position of every sample", Kind.COUNT),
    CONSTANT_UNITS("units whose values are all equal", Kind.COUNT),
    NON_FINITE_UNITS("units with NaN or infinite values", Kind.COUNT),
    STILL_DEAD_UNITS("units dead at this step and the step before", Kind.COUNT),
    UNSEEN_ALIVE_ESTIMATE("estimated lower bound on how many silent units are in fact alive (Chao2)", Kind.SIZE),
    FIRING_RATE_UPPER_BOUND("what these samples can prove about a silent unit's firing rate", Kind.FRACTION),
    DEAD_FRACTION("dead_units / units", Kind.FRACTION),
    STUCK_FRACTION("stuck_units / units", Kind.FRACTION),
    NEVER_FIRED_FRACTION("never_fired_units / units", Kind.FRACTION),

    SATURATED_LOW_FRACTION("share of finite values in the low tail", Kind.FRACTION),
    SATURATED_HIGH_FRACTION("share of finite values in the high tail", Kind.FRACTION),
    SATURATED_FRACTION("share of finite values in either tail", Kind.FRACTION),
    SATURATED_UNITS("units with more than 95 % of their values in a tail", Kind.COUNT),
    SIGNAL_SPREAD("median standard deviation of a unit's outputs / width of the output range", Kind.SIZE),
    RELATIVE_SPREAD("median over the units of standard deviation / root mean square of their outputs", Kind.FRACTION),
    SCALE_RATIO(
            "root mean square / that of the run's shallowest hidden layer, both of functions without an upper bound",
            Kind.SIZE),
    OUTLIER_UNITS("units with a magnitude of 100 or more, and 1,000 times the layer's median magnitude", Kind.COUNT),

    MEAN_DERIVATIVE("mean of f' over finite values", Kind.NUMBER),
    DERIVATIVE_RATIO("mean of f' / its expectation under a standard normal input", Kind.NUMBER),
    DERIVATIVE_VARIATION("standard deviation of f' / |mean of f'|", Kind.SIZE),
    CUMULATIVE_LOG10_DERIVATIVE("sum over this and the shallower layers of log10(mean of f')", Kind.NUMBER),

    ZERO_FRACTION("share of finite values that are zero", Kind.FRACTION),
    MEAN("mean of the finite values", Kind.NUMBER),
    STANDARD_DEVIATION("population standard deviation of the finite values", Kind.SIZE),
    SKEWNESS("population skewness of the finite values", Kind.NUMBER),
    MIN("smallest finite value", Kind.NUMBER),
    MAX("largest finite value", Kind.NUMBER),
    FP16_HEADROOM("65504 / largest finite magnitude", Kind.SIZE),
    NAN("values that are NaN", Kind.ALWAYS_COUNTED),
    POSITIVE_INFINITY("values that are +Infinity", Kind.ALWAYS_COUNTED),
    NEGATIVE_INFINITY("values that are -Infinity", Kind.ALWAYS_COUNTED),
    NEGATIVE_ZERO("values that are -0; they count as zeros too", Kind.ALWAYS_COUNTED),
    SUBNORMAL("values with 0 < |a| < 2^-126", Kind.ALWAYS_COUNTED),

    ENTROPY_MEAN(
            "mean entropy of a softmax row / log of its entries that count; with heads, mean of theirs", Kind.FRACTION),
    COLLAPSED_FRACTION("share of softmax rows with a normalised entropy below 0.1", Kind.FRACTION),
    COLLAPSED_HEADS("heads with a mean entropy below 0.1", Kind.COUNT),
    MAX_PROBABILITY_MEAN("mean of the largest probability of a softmax row", Kind.NUMBER),
    ROW_SUM_ERRORS("softmax rows whose sum is off 1 by more than 0.005", Kind.COUNT),
    TOP_CLASS_FRACTION("largest share of softmax rows that one class wins", Kind.FRACTION),
    UNUSED_CLASSES("classes that win no softmax row", Kind.COUNT),

    GRADIENT_MEAN_ABSOLUTE("mean magnitude of the logged loss gradient", Kind.SIZE),
    GRADIENT_NORM("root of the sum of squares of the logged loss gradient / samples", Kind.SIZE),
    GRADIENT_ZERO_UNITS("units whose logged gradient is zero throughout", Kind.COUNT),
    GRADIENT_RATIO_TO_FIRST("mean gradient magnitude / that of the run's first layer", Kind.SIZE),

    DORMANT_UNITS("units with a score of at most the tau of --preset redo", Kind.ON_REQUEST),

    SAMPLES_IN_PART("samples of which only a choice of positions was logged", Kind.FOR_RULES),
    RMS("root mean square of the finite values, outlier units left out", Kind.FOR_RULES),
    TOP_UNIT_FRACTION("largest share of rows in which one unit is the largest", Kind.FOR_RULES),
    FIRING_UNITS("units that are not silent", Kind.FOR_RULES),
    IDLE_UNITS("units that are not silent, and whose logged gradient is zero throughout", Kind.FOR_RULES),
    GRADIENT_SCALE("gradient_norm / that of the run's deepest layer that logs one", Kind.FOR_RULES);

    /** What numbers a figure may be. */
    public enum Kind {
        /** A whole number that there always is. */
        ALWAYS_COUNTED,
        /** A whole number. */
        COUNT,
        /** From 0 to 1. */
        FRACTION,
        /** 0 or more. */
        SIZE,
        /** Any finite number. */
        NUMBER,
        /** A whole number, in a report only where an option asks for it and the log determines it. */
        ON_REQUEST,
        /** In no report. */
        FOR_RULES
    }

    private static final List<Figure> REPORTED = Arrays.stream(values())
            .filter(figure -> figure.kind != Kind.FOR_RULES && figure.kind != Kind.ON_REQUEST)
            .toList();

    private final String meaning;
    private final Kind kind;

    Figure(String meaning, Kind kind) {
        this.meaning = meaning;
        this.kind = kind;
    }

    /** Those that every report has, in their order. */
    public static List<Figure> reported() {
        return REPORTED;
    }

    /** The figure of this name in report.json. */
    public static Optional<Figure> named(String name) {
        return REPORTED.stream().filter(figure -> figure.key().equals(name)).findFirst();
    }

    /** The name in report.json, such as {@code dead_units}. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What the number is, in words. */
    public String meaning() {
        return meaning;
    }

    /** What numbers it may be. */
    public Kind kind() {
        return kind;
    }

    /** Whether the number is a whole count. */
    public boolean isCount() {
        return kind == Kind.COUNT || kind == Kind.ALWAYS_COUNTED;
    }
}
