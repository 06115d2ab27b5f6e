/**
 * The activation functions as a stage of Spark ML pipelines.
 * Uses Spark ML's public API, the catalogue of functions, and {@code dev.activations.spark.catalyst}; nothing uses it.
 * Start reading at {@link dev.activations.spark.ml.ActivationTransformer}.
 */
package dev.activations.spark.ml;
