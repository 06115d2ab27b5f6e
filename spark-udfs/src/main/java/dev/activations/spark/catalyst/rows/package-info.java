/**
 * Rows of datasets, and arrays in them, read without an object per value.
 * Uses Spark's internal rows and {@link dev.activations.functions.statistics}, and no other package of ours.
 * Start reading at {@link dev.activations.spark.catalyst.rows.PrimitiveRows}.
 */
package dev.activations.spark.catalyst.rows;
