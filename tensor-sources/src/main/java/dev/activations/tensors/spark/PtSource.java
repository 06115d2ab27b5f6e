package dev.activations.tensors.spark;

import dev.activations.tensors.TensorFormat;

/** A table of the tensors in files of {@code torch.save}: {@code spark.read().format("pt")}. */
public final class PtSource extends TensorSource {

    /** For Spark. */
    public PtSource() {
        super(TensorFormat.PT);
    }
}
