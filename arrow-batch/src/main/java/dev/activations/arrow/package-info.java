/**
 * The catalogue's functions over Arrow vectors, in Arrow's own memory.
 * Uses {@link dev.activations.functions} for what a function is, Arrow for where the values are, and nothing else.
 * Start reading at {@link dev.activations.arrow.BatchFunctions}.
 */
package dev.activations.arrow;
