/**
 * From a state to figures and to the verdict of each unit: pure functions.
 * Uses {@link dev.activations.functions} and {@link dev.activations.jobs.state}; knows neither Spark nor findings.
 * Start reading at {@link dev.activations.jobs.diagnosis.LayerDiagnosis} and
 * {@link dev.activations.jobs.diagnosis.LayerOverSteps}.
 */
package dev.activations.jobs.diagnosis;
