package dev.activations.tensors.spark;

import dev.activations.tensors.TensorFormat;

/** A table of the arrays in npz files: {@code spark.read().format("npz")}. */
public final class NpzSource extends TensorSource {

    /** For Spark. */
    public NpzSource() {
        super(TensorFormat.NPZ);
    }
}
