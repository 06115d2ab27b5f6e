/**
 * One record per activation function: its value, its derivative, and what its values tell about a unit.
 * Uses the contracts of {@link dev.activations.functions.kernel}, which know no function.
 * Start reading at any record, such as {@link dev.activations.functions.definition.LeakyRelu}.
 */
package dev.activations.functions.definition;
