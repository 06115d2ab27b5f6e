/**
 * Arrow IPC files and streams as Spark's columns: which bytes of a file are one part of it, which Spark type a column
 * has, and vectors that Spark's own {@code ArrowColumnVector} does not know. Uses Arrow, the checked reader of
 * {@link dev.activations.arrow.ipc} and Spark's column vectors. Start reading at
 * {@link dev.activations.tensors.arrow.ArrowPart} and {@link dev.activations.tensors.arrow.ArrowTypes}.
 */
package dev.activations.tensors.arrow;
