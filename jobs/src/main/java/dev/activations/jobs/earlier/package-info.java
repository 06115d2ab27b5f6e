/**
 * What an earlier diagnosis came to, read from the folder that it was written to.
 * Uses {@link dev.activations.jobs.gates.baseline}, and Spark for the table of units.
 * Start reading at {@link dev.activations.jobs.earlier.EarlierReport}.
 */
package dev.activations.jobs.earlier;
