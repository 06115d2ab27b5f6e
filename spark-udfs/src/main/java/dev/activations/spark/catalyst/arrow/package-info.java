/**
 * Datasets whose rows come from functions of Arrow record batches.
 * Uses Spark's plans, its Arrow writers and column vectors, and no other package of ours.
 * Start reading at {@link dev.activations.spark.catalyst.arrow.ArrowPlan}.
 */
package dev.activations.spark.catalyst.arrow;
