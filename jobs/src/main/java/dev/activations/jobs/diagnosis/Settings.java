package dev.activations.jobs.diagnosis;

import dev.activations.functions.figures.Silence;
import java.io.Serializable;

/**
 * The options that change a number of the report.
 *
 * @param alpha one minus the confidence of every bound, in (0, 1)
 * @param maxFiringRate the firing rate below which a unit that proves it counts as dead, in (0, 1)
 * @param familyWise whether the confidence holds for all units of a layer at once (Bonferroni), rather than for each
 * @param epsilon what a relu, relu6 or squared_relu value must exceed to fire, 0 by definition
 * @param units what counts as a unit where a sample has a shape
 * @param window how many of the last steps a verdict is about
 * @param outputLayer the layer taken for the output of its run: a name, {@link #NO_OUTPUT_LAYER}, or
 *     {@link #DEEPEST_LAYER}
 */
public record Settings(
        double alpha,
        double maxFiringRate,
        boolean familyWise,
        double epsilon,
        Units units,
        Window window,
        String outputLayer)
        implements Serializable {

    public static final String DEEPEST_LAYER = "";
    public static final String NO_OUTPUT_LAYER = "none";

    /** 95 % bounds per unit, dead below a rate of 1 %, channels as units, the latest step, the deepest layer as output. */
    public static final Settings DEFAULT = new Settings(
            Silence.DEFAULT.alpha(),
            Silence.DEFAULT.maxFiringRate(),
            false,
            0,
            Units.CHANNELS,
            Window.LATEST,
            DEEPEST_LAYER);

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

    /** The bound on a firing rate that holds for each of a layer's units, or with {@code familyWise} for all at once. */
    FiringBound bound(int layerUnits) {
        return new FiringBound(familyWise ? alpha / layerUnits : alpha);
    }

    public Settings withAlpha(double value) {
        return new Settings(value, maxFiringRate, familyWise, epsilon, units, window, outputLayer);
    }

    public Settings withMaxFiringRate(double value) {
        return new Settings(alpha, value, familyWise, epsilon, units, window, outputLayer);
    }

    public Settings withFamilyWise(boolean value) {
        return new Settings(alpha, maxFiringRate, value, epsilon, units, window, outputLayer);
    }

    public Settings withEpsilon(double value) {
        return new Settings(alpha, maxFiringRate, familyWise, value, units, window, outputLayer);
    }

    public Settings withUnits(Units value) {
        return new Settings(alpha, maxFiringRate, familyWise, epsilon, value, window, outputLayer);
    }

    public Settings withWindow(Window value) {
        return new Settings(alpha, maxFiringRate, familyWise, epsilon, units, value, outputLayer);
    }

    public Settings withOutputLayer(String name) {
        return new Settings(alpha, maxFiringRate, familyWise, epsilon, units, window, name);
    }
}
