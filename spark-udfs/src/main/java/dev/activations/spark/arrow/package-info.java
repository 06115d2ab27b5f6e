/**
 * Datasets as Arrow record batches: what PySpark has in {@code mapInArrow} and Spark's Java API lacks.
 * Uses {@link dev.activations.arrow} for functions over batches and {@link dev.activations.spark.catalyst} for Spark's plans.
 * Start reading at {@link dev.activations.spark.arrow.ArrowBatches}.
 */
package dev.activations.spark.arrow;
