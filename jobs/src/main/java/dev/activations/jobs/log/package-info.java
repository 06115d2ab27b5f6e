/**
 * Checked rows of primitive values out of a dataset with a log's columns, without boxing.
 * Uses Spark, {@link dev.activations.spark.catalyst.rows.PrimitiveRows} and the accumulators' row format; knows no verdicts.
 * Start reading at {@link dev.activations.jobs.log.ActivationLog} and {@link dev.activations.jobs.log.LogRow}.
 */
package dev.activations.jobs.log;
