package dev.activations.tensors.spark;

import dev.activations.tensors.TensorFormat;

/** A table of the arrays in npy files: {@code spark.read().format("npy")}. */
public final class NpySource extends TensorSource {

    /** For Spark. */
    public NpySource() {
        super(TensorFormat.NPY);
    }
}
