/**
 * Tests of the sources as a Spark user meets them. Start reading at
 * {@link dev.activations.tensors.spark.TensorTablesTest}.
 */
package dev.activations.tensors.spark;
