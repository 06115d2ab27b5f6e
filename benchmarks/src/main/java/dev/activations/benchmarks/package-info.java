/**
 * Times the functions over arrays beside ONNX Runtime, a plain loop and a copy.
 * Uses the functions, JMH and ONNX Runtime; nothing uses it.
 * Start reading at {@link dev.activations.benchmarks.Benchmarks}, which runs everything and writes the table.
 */
package dev.activations.benchmarks;
