/**
 * The sources of tensor files beside a plain read of the same file, and the memory that a large one takes. Uses the sources
 * as Spark does. Start reading at {@link dev.activations.benchmarks.tensors.TensorBenchmarks}.
 */
package dev.activations.benchmarks.tensors;
