/**
 * How another engine's data goes through the Arrow functions and back.
 * Uses {@link dev.activations.arrow} and the engine.
 * Start reading at {@link dev.activations.examples.DuckDbExample}.
 */
package dev.activations.examples;
