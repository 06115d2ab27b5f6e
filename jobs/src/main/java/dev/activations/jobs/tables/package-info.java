/**
 * Layers, units and findings as datasets of Spark.
 * Uses {@link dev.activations.jobs.scan} and {@link dev.activations.jobs.rules}; knows no report.
 * Start reading at {@link dev.activations.jobs.tables.LayersTable} and
 * {@link dev.activations.jobs.tables.UnitsTable}.
 */
package dev.activations.jobs.tables;
