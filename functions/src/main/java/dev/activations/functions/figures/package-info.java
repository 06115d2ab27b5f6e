/**
 * What accumulators come to, under the names of the diagnosis report: the figures that the job and the SQL aggregate
 * both give, and the standard by which a silent unit is called dead. They use the accumulators
 * ({@link dev.activations.functions.statistics}) and what is known of a function, nothing else.
 * Start reading at {@link dev.activations.functions.figures.Silence}.
 */
package dev.activations.functions.figures;
