/** Tests of Arrow's files as Spark's columns, on damaged ones. */
package dev.activations.tensors.arrow;
