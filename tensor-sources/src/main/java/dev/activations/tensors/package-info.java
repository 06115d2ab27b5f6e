/**
 * The tensor files that Spark can read with this module: their formats, told by name or first bytes, and the one
 * exception that says what is wrong with one. Uses the JDK alone. Start reading at
 * {@link dev.activations.tensors.TensorFormat}.
 */
package dev.activations.tensors;
