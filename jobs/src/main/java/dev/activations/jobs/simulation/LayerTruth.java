package dev.activations.jobs.simulation;

/**
 * What is true of a layer in one run, at every step.
 *
 * @param firingRates the probability that each unit fires for a sample; empty for functions that always pass some gradient
 * @param dead the units that never fire
 * @param stuck the units whose values all lie in one and the same tail
 * @param saturated the probability that a value lies in a tail, of the units that are not stuck; 0 for functions without tails
 * @param spread the standard deviation of each unit's inputs over samples, where it is what was planted; otherwise NaN
 * @param collapsedHeads the heads of a softmax that put everything on one class
 */
record LayerTruth(
        double[] firingRates, int[] dead, int[] stuck, double saturated, double spread, int[] collapsedHeads) {

    private static final int[] NONE = {};

    static LayerTruth ofFiring(double[] rates, int[] dead) {
        return new LayerTruth(rates, dead, NONE, 0, Double.NaN, NONE);
    }

    static LayerTruth ofTails(int[] stuck, double saturated, double spread) {
        return new LayerTruth(new double[0], NONE, stuck, saturated, spread, NONE);
    }

    static LayerTruth ofHeads(int[] collapsed) {
        return new LayerTruth(new double[0], NONE, NONE, 0, Double.NaN, collapsed);
    }
}
