package dev.activations.jobs.model;

import dev.activations.functions.figures.Silence;
import java.io.Serializable;

/**
 * The options that change a number of the report.
 *
 * @param alpha one minus the confidence of every bound, in (0, 1)
 * @param givenMaxFiringRate the firing rate below which a unit that proves it counts as dead, in (0, 1), whatever the
 *     layer's role; NaN where each role has its own
 * @param familyWise whether the confidence holds for all units of a layer at once (Bonferroni), rather than for each
 * @param epsilon what a relu, relu6 or squared_relu value must exceed to fire, 0 by definition
 * @param units what counts as a unit where a sample has a shape
 * @param window how many of the last steps a verdict is about
 * @param assumesOutput whether a sigmoid at the deepest layer of a run without declared roles is taken for its output
 */
public record Settings(
        double alpha,
        double givenMaxFiringRate,
        boolean familyWise,
        double epsilon,
        Units units,
        StepWindow window,
        boolean assumesOutput)
        implements Serializable {

    /** A feature that fires for one sample in 10,000 is at work: it stands for something that is as rare. */
    private static final double MAX_FIRING_RATE_OF_FEATURES = 1e-4;

    /** 95 % bounds per unit, dead below a rate of 1 % (features: 0.01 %), channels as units, the latest step. */
    public static final Settings DEFAULT = builder().build();

    public Settings {
        requireShare("alpha", alpha);
        if (!Double.isNaN(givenMaxFiringRate)) {
            requireShare("max-firing-rate", givenMaxFiringRate);
        }
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

    /** The firing rate below which a unit of a layer of this role that proves it counts as dead. */
    public double maxFiringRate(Role role) {
        if (!Double.isNaN(givenMaxFiringRate)) {
            return givenMaxFiringRate;
        }
        return role == Role.FEATURES ? MAX_FIRING_RATE_OF_FEATURES : Silence.DEFAULT.maxFiringRate();
    }

    /** Settings that differ from the default in what is set. */
    public static Builder builder() {
        return new Builder();
    }

    /** These settings, to be changed in part. */
    public Builder toBuilder() {
        return builder()
                .alpha(alpha)
                .maxFiringRate(givenMaxFiringRate)
                .familyWise(familyWise)
                .epsilon(epsilon)
                .units(units)
                .window(window)
                .assumesOutput(assumesOutput);
    }

    /** Collects settings; what is not set is as in {@link #DEFAULT}. */
    public static final class Builder {
        private double alpha = Silence.DEFAULT.alpha();
        private double maxFiringRate = Double.NaN;
        private boolean familyWise;
        private double epsilon;
        private Units units = Units.CHANNELS;
        private StepWindow window = StepWindow.LATEST;
        private boolean assumesOutput = true;

        private Builder() {}

        public Builder alpha(double value) {
            alpha = value;
            return this;
        }

        /** @param value NaN for that of each role */
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

        public Builder assumesOutput(boolean value) {
            assumesOutput = value;
            return this;
        }

        /** @throws IllegalArgumentException naming the option whose value is out of its range */
        public Settings build() {
            return new Settings(alpha, maxFiringRate, familyWise, epsilon, units, window, assumesOutput);
        }
    }
}
