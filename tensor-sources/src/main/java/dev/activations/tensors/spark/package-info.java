/**
 * Spark's sources for tensor files, registered by name in {@code META-INF/services}: schema, splitting, push-down and
 * rows. Uses Spark's {@code FileFormat}, which also gives them partition folders, streaming and SQL on files, and
 * {@link dev.activations.tensors.file}. Start reading at {@link dev.activations.tensors.spark.TensorSource}.
 */
package dev.activations.tensors.spark;
