package dev.activations.jobs.scan;

import dev.activations.jobs.model.StepKey;
import org.apache.spark.Partitioner;

/** Brings all steps of a layer into one partition, so that its units can be followed over time there. */
public final class LayerPartitioner extends Partitioner {

    private static final long serialVersionUID = 1;

    private final int partitions;

    public LayerPartitioner(int partitions) {
        this.partitions = partitions;
    }

    @Override
    public int numPartitions() {
        return partitions;
    }

    @Override
    public int getPartition(Object key) {
        return Math.floorMod(((StepKey) key).layer().hashCode(), partitions);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof LayerPartitioner partitioner && partitioner.partitions == partitions;
    }

    @Override
    public int hashCode() {
        return partitions;
    }
}
