package dev.activations.jobs.model;

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
        StepWindow window,
        String outputLayer)
        implements Serializable {

    public static final String DEEPEST_LAYER = "";
    public static final String NO_OUTPUT_LAYER = "none";

    /** 95 % bounds per unit, dead below a rate of 1 %, channels as units, the latest step, the deepest layer as output. */
    public static final Settings DEFAULT = builder().build();

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

    /** Settings that differ from the default in what is set. */
    public static Builder builder() {
        return new Builder();
    }

    /** These settings, to be changed in part. */
    public Builder toBuilder() {
        return builder()
                .alpha(alpha)
                .maxFiringRate(maxFiringRate)
                .familyWise(familyWise)
                .epsilon(epsilon)
                .units(units)
                .window(window)
                .outputLayer(outputLayer);
    }

    /** Collects settings; what is not set is as in {@link #DEFAULT}. */
    public static final class Builder {
        private double alpha = Silence.DEFAULT.alpha();
        private double maxFiringRate = Silence.DEFAULT.maxFiringRate();
        private boolean familyWise;
        private double epsilon;
        private Units units = Units.CHANNELS;
        private StepWindow window = StepWindow.LATEST;
        private String outputLayer = DEEPEST_LAYER;

        private Builder() {}

        public Builder alpha(double value) {
            alpha = value;
            return this;
        }

        public Builder maxFiringRate(double value) {
            maxFiringRate = value;
            return this;
        }

        public Builder familyWise(boolean value) {
            familyWise = value;
            return this;
        }

        public Builder epsilon(double value) {
            epsilon = value;
            return this;
        }

        public Builder units(Units value) {
            units = value;
            return this;
        }

        public Builder window(StepWindow value) {
            window = value;
            return this;
        }

        public Builder outputLayer(String value) {
            outputLayer = value;
            return this;
        }

        /** @throws IllegalArgumentException naming the option whose value is out of its range */
        public Settings build() {
            return new Settings(alpha, maxFiringRate, familyWise, epsilon, units, window, outputLayer);
        }
    }
}
