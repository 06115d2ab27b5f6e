package dev.activations.jobs.simulation;

/** A planted layer in one run: its units, and what they give for a sample. */
interface LayerOfRun {

    /** The values of one sample at one step, in the order of the layer's shape. */
    float[] values(Draws sample);

    LayerTruth truth();
}
