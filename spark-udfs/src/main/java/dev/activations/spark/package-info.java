/**
 * The activation functions in Spark: as SQL functions of a session.
 * Uses the catalogue of functions, Spark's public API, and {@code dev.activations.spark.catalyst} for the rest.
 * Start reading at {@link dev.activations.spark.ActivationsExtensions}.
 */
package dev.activations.spark;
