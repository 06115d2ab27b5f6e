package dev.activations.jobs.diagnosis;

import java.io.Serializable;

/**
 * The options that change a number of the report.
 *
 * @param alpha one minus the confidence of every bound, in (0, 1)
 * @param maxFiringRate the firing rate below which a unit that proves it counts as dead, in (0, 1)
 * @param epsilon what a relu, relu6 or squared_relu value must exceed to fire, 0 by definition
 * @param outputLayer the layer taken for the output of its run: a name, {@link #NO_OUTPUT_LAYER}, or
 *     {@link #DEEPEST_LAYER}
 */
public record Settings(double alpha, double maxFiringRate, double epsilon, String outputLayer) implements Serializable {

    public static final String DEEPEST_LAYER = "";
    public static final String NO_OUTPUT_LAYER = "none";

    /** 95 % bounds, dead below a rate of 1 %, the deepest layer as output. */
    public static final Settings DEFAULT = new Settings(0.05, 0.01, 0, DEEPEST_LAYER);

    public Settings {
        requireShare("alpha", alpha);
        requireShare("max-firing-rate", maxFiringRate);
        if (!(epsilon >= 0) || Double.isInfinite(epsilon)) {
            throw new IllegalArgumentException("epsilon must be 0 or more, got " + epsilon);
        }
    }

    private static void requireShare(String option, double value) {
        if (!(value > 0 && value < 1)) {
            throw new IllegalArgumentException(
                    "%s must be between 0 and 1, both excluded, got %s".formatted(option, value));
        }
    }

    public Settings withAlpha(double value) {
        return new Settings(value, maxFiringRate, epsilon, outputLayer);
    }

    public Settings withMaxFiringRate(double value) {
        return new Settings(alpha, value, epsilon, outputLayer);
    }

    public Settings withEpsilon(double value) {
        return new Settings(alpha, maxFiringRate, value, outputLayer);
    }

    public Settings withOutputLayer(String name) {
        return new Settings(alpha, maxFiringRate, epsilon, name);
    }
}
