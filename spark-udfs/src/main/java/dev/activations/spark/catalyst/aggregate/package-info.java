/**
 * The aggregates of SQL over the outputs of a layer.
 * Uses the statistics and figures, {@link dev.activations.spark.catalyst.call} and {@link dev.activations.spark.catalyst.rows}.
 * Start reading at {@link dev.activations.spark.catalyst.aggregate.AggregateFunctions}.
 */
package dev.activations.spark.catalyst.aggregate;
