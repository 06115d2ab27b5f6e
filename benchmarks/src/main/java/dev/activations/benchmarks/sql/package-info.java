/**
 * The SQL functions beside what Spark does without them: the same formulas of built-ins, {@code transform}, and
 * {@code posexplode} with {@code groupBy}. Uses the functions as a user's query does, through SQL alone. Start reading at
 * {@link dev.activations.benchmarks.sql.SqlBenchmarks}.
 */
package dev.activations.benchmarks.sql;
