package dev.activations.spark.arrow;

import java.io.Serializable;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;

/** What becomes of one record batch; runs on executors, so all that a lambda refers to has to be serializable too. */
@FunctionalInterface
public interface BatchMapper extends Serializable {

    /**
     * The result of one batch, with as many rows as it likes.
     *
     * @param batch good until this returns; its memory is the caller's and is written again for the next batch
     * @param allocator for the result and whatever else is needed; closed when the task ends
     * @return a batch of the columns that were announced, which the caller closes; {@code batch} itself, changed in place
     *     or not, is allowed
     */
    VectorSchemaRoot map(VectorSchemaRoot batch, BufferAllocator allocator);
}
