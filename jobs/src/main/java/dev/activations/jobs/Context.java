package dev.activations.jobs;

import dev.activations.jobs.diagnosis.LayerDeclaration;
import dev.activations.jobs.diagnosis.LayerKey;
import dev.activations.jobs.diagnosis.Settings;
import dev.activations.jobs.log.SampleCounts;
import java.io.Serializable;
import java.util.HashMap;

/**
 * What every executor knows before it reads a row.
 *
 * @param layers what the log declares of each layer
 * @param samples how many different samples there are of each
 * @param severalRowsPerSample whether a sample may have several rows, its positions
 * @param settings the options of the diagnosis
 */
record Context(
        HashMap<LayerKey, LayerDeclaration> layers,
        SampleCounts samples,
        boolean severalRowsPerSample,
        Settings settings)
        implements Serializable {}
