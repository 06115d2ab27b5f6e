package dev.activations.arrow;

import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;

/** The validity buffer (one bit per value, 1 for a value, 0 for null) of a result. */
final class Validity {

    /** To Arrow's loaders: count the nulls when somebody asks. */
    private static final int NOT_COUNTED = -1;

    private Validity() {}

    /**
     * An input's validity for a result of the same length: the same memory where the allocators have one root, otherwise a
     * copy. The caller closes it.
     */
    static ArrowBuf share(ArrowBuf validity, int count, BufferAllocator allocator) {
        if (validity.capacity() == 0) {
            return allocator.getEmpty();
        }
        if (validity.getReferenceManager().getAllocator().getRoot() == allocator.getRoot()) {
            return validity.getReferenceManager().retain(validity, allocator);
        }
        long bytes = (count + 7L) / 8;
        ArrowBuf copy = allocator.buffer(bytes);
        copy.setBytes(0, validity, 0, bytes);
        return copy;
    }

    /** The null count that makes Arrow's loaders take a buffer as it is; none at all (no buffer) means no nulls. */
    static int nullCountOf(ArrowBuf validity) {
        return validity.capacity() == 0 ? 0 : NOT_COUNTED;
    }
}
