/**
 * The expressions that a call of a SQL function becomes, and the methods that the code Spark generates for them calls.
 * Uses the functions and {@link dev.activations.spark.catalyst.rows}.
 * Start reading at {@link dev.activations.spark.catalyst.call.ActivationExpression}.
 */
package dev.activations.spark.catalyst.call;
