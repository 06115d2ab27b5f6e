/**
 * Table functions of SQL that read a whole table and answer with another, such as {@code SELECT * FROM f(TABLE(t))}.
 * Uses Spark and {@link dev.activations.spark.catalyst.call}; knows no function itself, other modules bring theirs.
 * Start reading at {@link dev.activations.spark.catalyst.table.TableFunction}.
 */
package dev.activations.spark.catalyst.table;
