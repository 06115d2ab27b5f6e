/**
 * Everything that touches Spark's Catalyst internals, in one place because they move from one Spark release to the next;
 * no public API. May use any of Spark; the rest of the library uses only Spark's public API and these packages.
 * Start reading at {@link dev.activations.spark.catalyst.catalog.SqlFunctions} or at {@link dev.activations.spark.catalyst.rows.PrimitiveRows}.
 */
package dev.activations.spark.catalyst;
