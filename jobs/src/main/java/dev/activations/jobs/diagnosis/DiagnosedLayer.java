package dev.activations.jobs.diagnosis;

import java.io.Serializable;
import java.util.List;

/**
 * What one layer of a log came to.
 *
 * @param rows its rows
 * @param missingRows those with neither inputs nor outputs
 * @param diagnosis one, or none where no row has values
 */
public record DiagnosedLayer(long rows, long missingRows, List<LayerDiagnosis> diagnosis) implements Serializable {}
