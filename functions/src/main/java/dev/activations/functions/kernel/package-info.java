/**
 * What a function is to those who call it, and the backends that run it over arrays: value by value or with vectors.
 * Uses nothing but the JDK and the facts of {@link dev.activations.functions.behaviour}.
 * Start reading at {@link dev.activations.functions.kernel.Elementwise}, then {@link dev.activations.functions.kernel.Backend}.
 */
package dev.activations.functions.kernel;
