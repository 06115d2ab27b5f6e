package dev.activations.jobs.rules;

import dev.activations.jobs.diagnosis.LayerDiagnosis;

/**
 * A layer's diagnosis with the verdict that its findings come to.
 *
 * @param diagnosis the layer over its steps
 * @param verdict the worst of its findings
 */
public record LayerReport(LayerDiagnosis diagnosis, LayerVerdict verdict) {}
