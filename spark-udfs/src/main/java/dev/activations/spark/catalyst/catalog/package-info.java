/**
 * The functions as a session or a catalog of Spark knows them: names, signatures, documentation, and what a call is built of.
 * Uses {@link dev.activations.spark.catalyst.call} and {@link dev.activations.spark.catalyst.aggregate}.
 * Start reading at {@link dev.activations.spark.catalyst.catalog.SqlFunctions}.
 */
package dev.activations.spark.catalyst.catalog;
