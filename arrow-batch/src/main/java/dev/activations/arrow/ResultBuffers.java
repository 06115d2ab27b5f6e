package dev.activations.arrow;

import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.NullVector;
import org.apache.arrow.vector.ipc.message.ArrowFieldNode;

/**
 * The buffers of a result vector while it is made, in the order of Arrow's format. Closing lets go of those that the
 * vector did not load, so a failure at any point leaves nothing allocated.
 */
final class ResultBuffers implements AutoCloseable {

    /** To Arrow's loaders: take the validity as it is; the nulls are counted when somebody asks. */
    private static final int NOT_COUNTED = -1;

    private final FieldVector vector;
    private final BufferAllocator allocator;
    private final List<ArrowBuf> buffers = new ArrayList<>();

    ResultBuffers(FieldVector vector) {
        this.vector = vector;
        this.allocator = vector.getAllocator();
    }

    /** Gives a result all buffers of an input, without those of its children. */
    static void shareAll(FieldVector from, FieldVector to) {
        if (from instanceof NullVector) {
            to.setValueCount(from.getValueCount()); // it has no memory, so not every Arrow gives it an allocator
            return;
        }
        try (ResultBuffers buffers = new ResultBuffers(to)) {
            from.getFieldBuffers().stream().limit(1).forEach(buffers::share);
            buffers.shareRows(from);
            buffers.load(from.getValueCount());
        }
    }

    /**
     * Adds an input's buffers behind its first: where it is a list, what says where its rows are. Offsets have one entry
     * more than there are rows, also for no rows: writers from Arrow 19 on rely on it, older ones left it out.
     */
    void shareRows(FieldVector from) {
        for (ArrowBuf buffer : from.getFieldBuffers().stream().skip(1).toList()) {
            if (buffer.capacity() == 0 && Lists.hasOffsets(from.getField())) {
                allocate(Long.BYTES).setZero(0, Long.BYTES);
            } else {
                share(buffer);
            }
        }
    }

    /** Gives a result all buffers of an input of any type, those of its children too. */
    static void shareDeep(FieldVector from, FieldVector to) {
        shareAll(from, to);
        List<FieldVector> children = to.getChildrenFromFields();
        for (int i = 0; i < children.size(); i++) {
            shareDeep(from.getChildrenFromFields().get(i), children.get(i));
        }
    }

    /** Adds an input's buffer: the same memory where the allocators have one root, otherwise a copy. */
    void share(ArrowBuf buffer) {
        if (buffer.capacity() == 0) {
            none();
        } else if (buffer.getReferenceManager().getAllocator().getRoot() == allocator.getRoot()) {
            buffers.add(buffer.getReferenceManager().retain(buffer, allocator));
        } else {
            copy(buffer);
        }
    }

    /** Adds a copy of an input's buffer. */
    ArrowBuf copy(ArrowBuf buffer) {
        ArrowBuf copy = allocate(buffer.capacity());
        copy.setBytes(0, buffer, 0, buffer.capacity());
        return copy;
    }

    /** Adds a buffer whose content is still to be written. */
    ArrowBuf allocate(long bytes) {
        ArrowBuf buffer = allocator.buffer(bytes);
        buffers.add(buffer);
        return buffer;
    }

    /** Adds an empty buffer; as a validity buffer it says that there is no null. */
    void none() {
        buffers.add(allocator.getEmpty());
    }

    /** Hands the buffers to the vector, which then has {@code count} values. */
    void load(int count) {
        boolean noValidity = buffers.isEmpty() || buffers.get(0).capacity() == 0;
        int nullCount = noValidity ? 0 : NOT_COUNTED;
        vector.loadFieldBuffers(new ArrowFieldNode(count, nullCount), buffers);
    }

    @Override
    public void close() {
        buffers.forEach(ArrowBuf::close);
    }
}
