package dev.activations.arrow;

import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.Map;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.ReferenceManager;
import org.apache.arrow.vector.FieldVector;

/**
 * Tells whether memory that is to be written is held by anyone but the vectors that a caller handed over.
 *
 * <p>Arrow counts the references to an allocation, and one allocation often carries several buffers of one vector (its
 * validity and data) or of one batch (all columns that were read). So a buffer is shared when its allocation is
 * referred to more often than the handed-over vectors do themselves.
 */
final class Sharing {

    private final Map<ReferenceManager, Integer> references = new IdentityHashMap<>();
    private final String function;
    private final String column;

    private Sharing(String function, String column) {
        this.function = function;
        this.column = column;
    }

    /**
     * What these vectors, with their children, refer to.
     *
     * @param function who wants to write, for the sentence of a refusal
     * @param column where
     */
    static Sharing among(Collection<FieldVector> handedOver, String function, String column) {
        Sharing sharing = new Sharing(function, column);
        handedOver.forEach(sharing::count);
        return sharing;
    }

    private void count(FieldVector vector) {
        for (ArrowBuf buffer : vector.getFieldBuffers()) {
            references.merge(buffer.getReferenceManager(), 1, Integer::sum);
        }
        vector.getChildrenFromFields().forEach(this::count);
    }

    /** Throws where somebody else holds the buffer's allocation, in this or another allocator. */
    void requireExclusive(ArrowBuf buffer) {
        ReferenceManager manager = buffer.getReferenceManager();
        boolean held = manager.getRefCount() > references.getOrDefault(manager, 0);
        boolean ownedByAnother = manager.getAccountedSize() == 0;
        if (buffer.capacity() > 0 && (held || ownedByAnother)) {
            throw refusal("its memory is shared with another vector (a slice, a result, or other columns of its batch);"
                    + " close that first");
        }
    }

    IllegalArgumentException refusal(String reason) {
        return new IllegalArgumentException("%s cannot change column '%s' in place: %s; or apply it into a new vector"
                .formatted(function, column, reason));
    }
}
