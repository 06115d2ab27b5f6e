/**
 * Times functions beside PyTorch and ONNX Runtime in turn, round by round, so that what else the machine does meets all of them.
 * Uses the functions, ONNX Runtime, and a Python with PyTorch in a process of its own; nothing uses it.
 * Start reading at {@link dev.activations.benchmarks.paired.PairedBenchmarks}.
 */
package dev.activations.benchmarks.paired;
