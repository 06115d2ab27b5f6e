/**
 * Times the functions over Arrow vectors beside ONNX Runtime and a plain copy of the vector's buffer.
 * Uses the Arrow module, JMH and ONNX Runtime; nothing uses it.
 * Start reading at {@link dev.activations.benchmarks.arrow.ArrowBenchmarks}, which runs everything and writes the table.
 */
package dev.activations.benchmarks.arrow;
