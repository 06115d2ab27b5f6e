package dev.activations.jobs.simulation;

import dev.activations.functions.Catalogue;
import dev.activations.functions.kernel.Elementwise;

/**
 * Units that fire for a random share of the samples, or never.
 *
 * @param call a rectifier, as the catalogue writes it
 * @param width how many units there are
 * @param dead the share of the units that never fire, rounded to whole units
 * @param rates the firing rates of the others, of which each unit has its own
 */
record Rectifiers(String call, int width, double dead, Range rates) implements PlantedLayer {

    private static final int LEVELS = 64;
    private static final float LARGEST_INPUT = 2;

    @Override
    public LayerOfRun in(Draws run) {
        int[] never = run.of(0).choose((int) Math.round(dead * width), width);
        double[] rateOf = new double[width];
        for (int unit = 0; unit < width; unit++) {
            rateOf[unit] = rates.at(run.of(1).share(unit));
        }
        for (int unit : never) {
            rateOf[unit] = 0;
        }
        return new Units(rateOf, never, outputs());
    }

    /** What a unit gives where it fires. Few numbers, so that a file of many of them is small. */
    private float[] outputs() {
        Elementwise function = Catalogue.named(call).elementwise().orElseThrow();
        float[] outputs = new float[LEVELS];
        for (int level = 0; level < LEVELS; level++) {
            outputs[level] = function.value(LARGEST_INPUT * (level + 1) / LEVELS);
        }
        return outputs;
    }

    private record Units(double[] rates, int[] dead, float[] outputs) implements LayerOfRun {

        @Override
        public float[] values(Draws sample) {
            float[] values = new float[rates.length];
            for (int unit = 0; unit < values.length; unit++) {
                long bits = sample.bits(unit);
                values[unit] = Draws.toShare(bits) < rates[unit] ? outputs[(int) (bits & LEVELS - 1)] : 0;
            }
            return values;
        }

        @Override
        public LayerTruth truth() {
            return LayerTruth.ofFiring(rates, dead);
        }
    }
}
