/**
 * Presets: what other tools would say of a log, by their own rules and limits, for those who move over from them.
 * Uses {@link dev.activations.jobs.gates} and the sums of {@link dev.activations.jobs.state}; no Spark.
 * Start reading at {@link dev.activations.jobs.gates.preset.Presets}.
 */
package dev.activations.jobs.gates.preset;
