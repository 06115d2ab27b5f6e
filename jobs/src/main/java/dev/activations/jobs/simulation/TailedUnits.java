package dev.activations.jobs.simulation;

import dev.activations.functions.Catalogue;
import dev.activations.functions.behaviour.Side;
import dev.activations.functions.kernel.Elementwise;

/**
 * Units of a smooth function that levels off, whose values lie in a tail for a random share of the samples, or always, or hardly
 * differ from sample to sample.
 *
 * @param call a smooth function with a tail, as the catalogue writes it
 * @param width how many units there are
 * @param stuck the share of the units whose values all lie in one tail, rounded to whole units
 * @param saturated the share of the values of the others that lie in a tail, where {@code spread} is not given
 * @param spread the standard deviation of each unit's inputs over samples; NaN for inputs from tail to tail
 */
record TailedUnits(String call, int width, double stuck, double saturated, double spread) implements PlantedLayer {

    private static final int LEVELS = 64;
    private static final double CLEARLY_INSIDE = 0.1;
    /** The highest input of a function without a high tail. */
    private static final double HIGHEST = 4;

    /** The standard deviation of numbers spread evenly from 0 to 1. */
    private static final double EVEN = Math.sqrt(1.0 / 12);

    @Override
    public boolean loggedByInput() {
        Side byOutput = function().behaviour().byOutput();
        Side byInput = function().behaviour().byInput();
        return byInput.lowTail().isPresent() != byOutput.lowTail().isPresent()
                || byInput.highTail().isPresent() != byOutput.highTail().isPresent();
    }

    private Elementwise function() {
        return Catalogue.named(call).elementwise().orElseThrow();
    }

    @Override
    public LayerOfRun in(Draws run) {
        int[] stuckUnits = run.of(0).choose((int) Math.round(stuck * width), width);
        boolean[] isStuck = new boolean[width];
        for (int unit : stuckUnits) {
            isStuck[unit] = true;
        }
        return new Units(this, run.of(1), stuckUnits, isStuck, Tails.of(function()), loggedByInput(), function());
    }

    /** Where the function levels off, and the inputs between that are half as far. */
    private record Tails(double low, double high, Range middle) {

        static Tails of(Elementwise function) {
            Side byInput = function.behaviour().byInput();
            double low = byInput.lowTail().orElse(Double.NaN);
            double high = byInput.highTail().orElse(Double.NaN);
            return new Tails(
                    low,
                    high,
                    new Range(Double.isNaN(low) ? -HIGHEST / 2 : low / 2, Double.isNaN(high) ? HIGHEST / 2 : high / 2));
        }

        /** An input in the high tail, or in the low one; in the only one where there is one. */
        double input(boolean isHigh, double further) {
            boolean taken = Double.isNaN(low) || isHigh && !Double.isNaN(high);
            return taken ? high + CLEARLY_INSIDE + further : low - CLEARLY_INSIDE - further;
        }
    }

    private record Units(
            TailedUnits plan,
            Draws ofUnits,
            int[] stuck,
            boolean[] isStuck,
            Tails tails,
            boolean inputs,
            Elementwise function)
            implements LayerOfRun {

        @Override
        public float[] values(Draws sample) {
            float[] values = new float[isStuck.length];
            for (int unit = 0; unit < values.length; unit++) {
                values[unit] = (float) input(unit, sample.bits(unit));
            }
            if (!inputs) {
                function.values(values, 0, values, 0, values.length);
            }
            return values;
        }

        private double input(int unit, long bits) {
            double level = (double) (bits & LEVELS - 1) / LEVELS;
            if (isStuck[unit]) {
                return tails.input((ofUnits.bits(unit) & 1) != 0, level);
            }
            if (Double.isNaN(plan.spread)) {
                return Draws.toShare(bits) < plan.saturated
                        ? tails.input((bits & LEVELS) != 0, level)
                        : tails.middle.at(level);
            }
            return tails.middle.at(ofUnits.share(unit)) + (Draws.toShare(bits) - 0.5) / EVEN * plan.spread;
        }

        @Override
        public LayerTruth truth() {
            return LayerTruth.ofTails(stuck, Double.isNaN(plan.spread) ? plan.saturated : 0, plan.spread);
        }
    }
}
