package dev.activations.tensors.arrow;

import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.vector.BaseLargeVariableWidthVector;
import org.apache.arrow.vector.BaseVariableWidthVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.complex.LargeListVector;
import org.apache.arrow.vector.complex.ListVector;

/**
 * Offsets between the first and the last of a column, which Arrow does not look at and Spark takes as they are: one that
 * leads outside would read memory of something else. Those of list views are checked by {@link ListColumn}, row by row.
 */
final class Offsets {

    private Offsets() {}

    /** Throws IllegalArgumentException, the rest of a sentence, where a column or one in it has offsets that lead outside. */
    static void require(FieldVector vector) {
        int count = vector.getValueCount();
        if (vector instanceof BaseVariableWidthVector text) {
            require(
                    vector,
                    text.getOffsetBuffer(),
                    Integer.BYTES,
                    count,
                    text.getDataBuffer().capacity());
        } else if (vector instanceof BaseLargeVariableWidthVector text) {
            require(
                    vector,
                    text.getOffsetBuffer(),
                    Long.BYTES,
                    count,
                    text.getDataBuffer().capacity());
        } else if (vector instanceof ListVector list) {
            require(
                    vector,
                    list.getOffsetBuffer(),
                    Integer.BYTES,
                    count,
                    list.getDataVector().getValueCount());
        } else if (vector instanceof LargeListVector list) {
            require(
                    vector,
                    list.getOffsetBuffer(),
                    Long.BYTES,
                    count,
                    list.getDataVector().getValueCount());
        }
        vector.getChildrenFromFields().forEach(Offsets::require);
    }

    private static void require(FieldVector vector, ArrowBuf offsets, int bytes, int count, long end) {
        long before = 0;
        for (int i = 0; count > 0 && i <= count; i++) {
            long offset = bytes == Integer.BYTES ? offsets.getInt((long) i * bytes) : offsets.getLong((long) i * bytes);
            if (offset < before || offset > end) {
                throw new IllegalArgumentException("the file is damaged: column '%s' has offset %d after %d, of %d"
                        .formatted(vector.getName(), offset, before, end));
            }
            before = offset;
        }
    }
}
