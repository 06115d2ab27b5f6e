package dev.activations.arrow.ipc;

import java.util.Iterator;
import java.util.List;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.vector.BufferLayout;
import org.apache.arrow.vector.BufferLayout.BufferType;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.TypeLayout;
import org.apache.arrow.vector.compression.CompressionUtil.CodecType;
import org.apache.arrow.vector.ipc.message.ArrowFieldNode;
import org.apache.arrow.vector.ipc.message.ArrowRecordBatch;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.ArrowType.ArrowTypeID;
import org.apache.arrow.vector.types.pojo.Field;

/**
 * The lengths that a record batch states, column by column in the order of the schema, held against each other. Arrow's
 * loader does not: it fills up what is missing.
 */
final class BatchLayout {

    private static final long UNCOMPRESSED = -1;

    private final Iterator<ArrowFieldNode> nodes;
    private final Iterator<ArrowBuf> buffers;
    private final Iterator<Long> variadicCounts;
    private final boolean compressed;

    /** To check the batch before it is loaded. */
    static BatchLayout of(ArrowRecordBatch batch) {
        return new BatchLayout(batch, batch.getBuffers());
    }

    /** To check the vectors that it was loaded into. */
    static BatchLayout ofLoaded(ArrowRecordBatch batch) {
        return new BatchLayout(batch, List.of());
    }

    private BatchLayout(ArrowRecordBatch batch, List<ArrowBuf> buffers) {
        this.nodes = batch.getNodes().iterator();
        this.buffers = buffers.iterator();
        this.variadicCounts = batch.getVariadicBufferCounts().iterator();
        byte codec = batch.getBodyCompression().getCodec();
        CodecType type = CodecType.fromCompressionType(codec);
        if (type.getType() != codec) {
            throw new IllegalArgumentException("it is compressed by codec %d, which is unknown".formatted(codec));
        }
        this.compressed = type != CodecType.NO_COMPRESSION;
    }

    /** Throws where the next column has not as many rows as the batch, or a buffer too short for its values. */
    void requireColumn(Field field, int rows) {
        ArrowFieldNode node = next(nodes, field);
        require(node.getLength() == rows, field, "has %d rows in a batch of %d", node.getLength(), rows);
        requireBuffers(field, node);
    }

    private void requireBuffers(Field field, ArrowFieldNode node) {
        require(
                node.getNullCount() >= 0 && node.getNullCount() <= node.getLength(),
                field,
                "has %d nulls in %d values",
                node.getNullCount(),
                node.getLength());
        for (BufferLayout layout : TypeLayout.getTypeLayout(field.getType()).getBufferLayouts()) {
            if (layout.getType() != BufferType.VARIADIC_DATA_BUFFERS) {
                requireBuffer(field, node, layout);
            }
        }
        skipVariadic(field);
        for (Field child : field.getChildren()) {
            ArrowFieldNode childNode = next(nodes, child);
            requireChild(field, node.getLength(), childNode.getLength());
            requireBuffers(child, childNode);
        }
    }

    private void requireBuffer(Field field, ArrowFieldNode node, BufferLayout layout) {
        ArrowBuf buffer = next(buffers, field);
        long bytes = compressed && buffer.capacity() > 0 ? uncompressedLength(buffer) : buffer.capacity();
        boolean absent = bytes == 0
                && layout.getType() == BufferType.VALIDITY
                && (node.getNullCount() == 0 || node.getNullCount() == node.getLength());
        long needed = bytesNeeded(field.getType(), layout, node.getLength());
        require(
                absent || bytes >= needed,
                field,
                "needs %d bytes of %s for %d values and has %d",
                needed,
                layout.getType(),
                node.getLength(),
                bytes);
    }

    private static long bytesNeeded(ArrowType type, BufferLayout layout, long count) {
        ArrowTypeID id = type.getTypeID();
        boolean view = id == ArrowTypeID.ListView || id == ArrowTypeID.LargeListView;
        return switch (layout.getType()) {
            case VALIDITY -> (count + 7) / 8;
            case OFFSET ->
                (view || id == ArrowTypeID.Union || count == 0 ? count : count + 1) * layout.getTypeBitWidth() / 8;
            case SIZE -> count * layout.getTypeBitWidth() / 8;
            case TYPE -> count;
            case VIEWS -> count * 16;
            case DATA -> hasOffsets(id) ? 0 : (count * layout.getTypeBitWidth() + 7) / 8;
            case VARIADIC_DATA_BUFFERS -> 0;
        };
    }

    private static boolean hasOffsets(ArrowTypeID id) {
        return id == ArrowTypeID.Utf8
                || id == ArrowTypeID.Binary
                || id == ArrowTypeID.LargeUtf8
                || id == ArrowTypeID.LargeBinary;
    }

    private void skipVariadic(Field field) {
        ArrowTypeID id = field.getType().getTypeID();
        if (id == ArrowTypeID.Utf8View || id == ArrowTypeID.BinaryView) {
            long count = next(variadicCounts, field);
            for (long i = 0; i < count; i++) {
                next(buffers, field);
            }
        }
    }

    private static void requireChild(Field parent, long rows, long childLength) {
        if (parent.getType() instanceof ArrowType.FixedSizeList list) {
            long needed = rows * list.getListSize();
            require(childLength >= needed, parent, "needs %d values and has %d", needed, childLength);
        } else if (parent.getType() instanceof ArrowType.Struct) {
            require(childLength >= rows, parent, "has %d rows and a field of %d", rows, childLength);
        }
    }

    /** Throws where the offsets of the next column reach outside the values that the batch has for it. */
    void requireLoaded(FieldVector vector) {
        Field field = vector.getField();
        long stated = next(nodes, field).getLength();
        require(
                vector.getValueCount() <= stated,
                field,
                "has offsets up to %d of %d values",
                vector.getValueCount(),
                stated);
        for (ArrowBuf buffer : vector.getFieldBuffers()) {
            require(
                    vector.getValueCount() == 0
                            || buffer.writerIndex() >= 0 && buffer.writerIndex() <= buffer.capacity(),
                    field,
                    "has offsets up to %d of %d bytes",
                    buffer.writerIndex(),
                    buffer.capacity());
        }
        vector.getChildrenFromFields().forEach(this::requireLoaded);
    }

    /** The length that a compressed buffer states in its first 8 bytes. */
    static long uncompressedLength(ArrowBuf buffer) {
        if (buffer.capacity() < Long.BYTES) {
            throw new IllegalArgumentException(
                    "a compressed buffer of %d bytes lacks its length".formatted(buffer.capacity()));
        }
        long length = buffer.getLong(0);
        return length == UNCOMPRESSED ? buffer.capacity() - Long.BYTES : length;
    }

    private static <T> T next(Iterator<T> iterator, Field field) {
        require(iterator.hasNext(), field, "is missing from the batch");
        return iterator.next();
    }

    private static void require(boolean condition, Field field, String message, Object... values) {
        if (!condition) {
            throw new IllegalArgumentException("column '%s' %s".formatted(field.getName(), message.formatted(values)));
        }
    }
}
