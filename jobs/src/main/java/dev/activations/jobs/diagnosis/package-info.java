/**
 * From what a layer's values add up to, to verdicts and findings: pure functions, and every threshold with its source.
 * Uses {@link dev.activations.functions} and its statistics; knows neither Spark nor how a report is written.
 * Start reading at {@link dev.activations.jobs.diagnosis.LayerDiagnosis} and
 * {@link dev.activations.jobs.diagnosis.Rules}.
 */
package dev.activations.jobs.diagnosis;
