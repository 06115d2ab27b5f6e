/**
 * From a Spark source with the columns of an activation log to rows of primitive values, checked and without boxing.
 * Uses Spark, {@link dev.activations.spark.catalyst.rows.PrimitiveRows} and the accumulators' row format; knows no verdicts.
 * Start reading at {@link dev.activations.jobs.log.LogSource} and {@link dev.activations.jobs.log.ActivationLog}.
 */
package dev.activations.jobs.log;
