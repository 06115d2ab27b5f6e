/**
 * One record per activation function: its value, its derivative, and what its values tell about a unit.
 * Uses nothing but the JDK.
 * Start reading at {@link dev.activations.functions.definition.Elementwise}, then any record, such as
 * {@link dev.activations.functions.definition.LeakyRelu}.
 */
package dev.activations.functions.definition;
