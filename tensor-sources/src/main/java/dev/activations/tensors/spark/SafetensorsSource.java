package dev.activations.tensors.spark;

import dev.activations.tensors.TensorFormat;

/** A table of the tensors in safetensors files: {@code spark.read().format("safetensors")}. */
public final class SafetensorsSource extends TensorSource {

    /** For Spark. */
    public SafetensorsSource() {
        super(TensorFormat.SAFETENSORS);
    }
}
