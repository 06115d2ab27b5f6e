/**
 * How a diagnosis differs from an earlier one: layers, units and findings, then and now.
 * Uses {@link dev.activations.jobs.rules}; knows neither Spark nor where the earlier diagnosis was kept.
 * Start reading at {@link dev.activations.jobs.gates.baseline.BaselineComparison}.
 */
package dev.activations.jobs.gates.baseline;
