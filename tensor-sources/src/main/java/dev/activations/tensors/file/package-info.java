/**
 * Headers and slices of tensor files: which tensors a file has, where their bytes are, and reading them slice by slice,
 * checked against the file's real length. Uses the JDK, Jackson and Commons Compress; knows no Spark.
 * Start reading at {@link dev.activations.tensors.file.Tensor} and {@link dev.activations.tensors.file.Safetensors}.
 */
package dev.activations.tensors.file;
