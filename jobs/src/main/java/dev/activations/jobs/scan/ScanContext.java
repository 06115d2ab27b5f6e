package dev.activations.jobs.scan;

import dev.activations.jobs.model.LayerDeclaration;
import dev.activations.jobs.model.LayerKey;
import dev.activations.jobs.model.Settings;
import java.io.Serializable;
import java.util.HashMap;

/**
 * What every executor knows before it reads a row.
 *
 * @param layers what the log declares of each layer
 * @param severalRowsPerSample whether a sample may have several rows, its positions
 * @param settings the options of the diagnosis
 */
public record ScanContext(HashMap<LayerKey, LayerDeclaration> layers, boolean severalRowsPerSample, Settings settings)
        implements Serializable {}
