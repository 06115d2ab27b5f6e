/**
 * What the values of one layer add up to: mergeable accumulators of counts and moments, per unit and per layer. They
 * know activations ({@link dev.activations.functions}) but neither Spark nor any threshold; the job and the SQL
 * aggregates share them.
 * Start reading at {@link dev.activations.functions.statistics.LayerStatistics}.
 */
package dev.activations.functions.statistics;
