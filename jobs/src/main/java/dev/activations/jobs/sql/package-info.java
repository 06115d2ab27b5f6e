/**
 * The diagnosis as a table function of SQL, {@code SELECT * FROM diagnose(TABLE(log))}, and its settings by name, for SQL
 * and Python alike.
 * Uses the API, the reports, and what {@code dev.activations.spark.catalyst.table} makes of a table function.
 * Start reading at {@link dev.activations.jobs.sql.DiagnoseFunction}.
 */
package dev.activations.jobs.sql;
