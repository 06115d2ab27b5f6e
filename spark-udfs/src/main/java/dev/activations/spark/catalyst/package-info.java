/**
 * Everything that touches Spark's Catalyst internals, in one place because they move from one Spark release to the next:
 * the expressions behind the SQL functions, and rows read without boxing. It is no public API.
 * May use any of Spark; the rest of the library uses only Spark's public API and this package.
 * Start reading at {@link dev.activations.spark.catalyst.SqlFunctions} or at
 * {@link dev.activations.spark.catalyst.PrimitiveRows}.
 */
package dev.activations.spark.catalyst;
