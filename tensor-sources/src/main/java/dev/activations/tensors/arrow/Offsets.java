package dev.activations.tensors.arrow;

import java.util.List;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.vector.BaseIntVector;
import org.apache.arrow.vector.BaseLargeVariableWidthVector;
import org.apache.arrow.vector.BaseVariableWidthVector;
import org.apache.arrow.vector.BaseVariableWidthViewVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.complex.FixedSizeListVector;
import org.apache.arrow.vector.complex.LargeListVector;
import org.apache.arrow.vector.complex.LargeListViewVector;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.complex.ListViewVector;
import org.apache.arrow.vector.dictionary.Dictionary;
import org.apache.arrow.vector.dictionary.DictionaryProvider;

/**
 * Offsets between the first and the last of a column, and indices into dictionaries, which Arrow does not look at and
 * Spark takes as they are: one that leads outside would read memory of something else.
 */
final class Offsets {

    private static final int BUFFER_OF_VIEW = 8;
    private static final int OFFSET_OF_VIEW = 12;

    private final DictionaryProvider dictionaries;

    Offsets(DictionaryProvider dictionaries) {
        this.dictionaries = dictionaries;
    }

    /** Throws IllegalArgumentException, the rest of a sentence, where a column or one in it leads outside. */
    void require(FieldVector vector) {
        if (vector.getField().getDictionary() != null) {
            requireIndices(vector);
        }
        int count = vector.getValueCount();
        if (vector instanceof BaseVariableWidthVector text) {
            requireAscending(
                    vector,
                    text.getOffsetBuffer(),
                    Integer.BYTES,
                    text.getDataBuffer().capacity());
        } else if (vector instanceof BaseLargeVariableWidthVector text) {
            requireAscending(
                    vector,
                    text.getOffsetBuffer(),
                    Long.BYTES,
                    text.getDataBuffer().capacity());
        } else if (vector instanceof BaseVariableWidthViewVector views) {
            requireViews(views);
        } else if (vector instanceof ListVector list) {
            requireAscending(vector, list.getOffsetBuffer(), Integer.BYTES, length(list.getDataVector()));
        } else if (vector instanceof LargeListVector list) {
            requireAscending(vector, list.getOffsetBuffer(), Long.BYTES, length(list.getDataVector()));
        } else if (vector instanceof FixedSizeListVector list) {
            requireSpan(vector, 0, (long) count * list.getListSize(), length(list.getDataVector()));
        } else if (vector instanceof ListViewVector list) {
            requireSpans(
                    vector,
                    ListColumn.views(list.getOffsetBuffer(), list.getSizeBuffer(), Integer.BYTES),
                    length(list.getDataVector()));
        } else if (vector instanceof LargeListViewVector list) {
            requireSpans(
                    vector,
                    ListColumn.views(list.getOffsetBuffer(), list.getSizeBuffer(), Long.BYTES),
                    length(list.getDataVector()));
        }
        vector.getChildrenFromFields().forEach(this::require);
    }

    private static long length(FieldVector values) {
        return values.getValueCount();
    }

    private static void requireAscending(FieldVector vector, ArrowBuf offsets, int bytes, long end) {
        int count = vector.getValueCount();
        long before = 0;
        for (int i = 0; count > 0 && i <= count; i++) {
            long offset = ListColumn.number(offsets, i, bytes);
            requireSpan(vector, before, offset - before, end);
            before = offset;
        }
    }

    /** 16 bytes each: a length, then the text or, where it is too long for that, four bytes of it, buffer and offset. */
    private static void requireViews(BaseVariableWidthViewVector vector) {
        ArrowBuf views = vector.getDataBuffer();
        List<ArrowBuf> buffers = vector.getDataBuffers();
        for (int row = 0; row < vector.getValueCount(); row++) {
            long view = (long) row * BaseVariableWidthViewVector.ELEMENT_SIZE;
            int length = vector.isNull(row) ? 0 : views.getInt(view);
            if (length < 0 || length > BaseVariableWidthViewVector.INLINE_SIZE) {
                int buffer = views.getInt(view + BUFFER_OF_VIEW);
                boolean known = buffer >= 0 && buffer < buffers.size();
                long end = known ? buffers.get(buffer).capacity() : 0;
                requireSpan(vector, views.getInt(view + OFFSET_OF_VIEW), length, end);
            }
        }
    }

    private static void requireSpans(FieldVector vector, ListColumn.Spans spans, long end) {
        for (int row = 0; row < vector.getValueCount(); row++) {
            if (!vector.isNull(row)) {
                requireSpan(vector, spans.start(row), spans.length(row), end);
            }
        }
    }

    private static void requireSpan(FieldVector vector, long start, long length, long end) {
        if (start < 0 || length < 0 || start > end - length) {
            throw new IllegalArgumentException("the file is damaged: column '%s' has %d values from %d on, of %d"
                    .formatted(vector.getName(), length, start, end));
        }
    }

    private void requireIndices(FieldVector vector) {
        Dictionary dictionary =
                dictionaries.lookup(vector.getField().getDictionary().getId());
        int size = dictionary == null ? 0 : dictionary.getVector().getValueCount();
        if (!(vector instanceof BaseIntVector indices)) {
            throw new IllegalArgumentException(
                    "the file is damaged: column '%s' has indices that are not integers".formatted(vector.getName()));
        }
        for (int row = 0; row < vector.getValueCount(); row++) {
            if (!vector.isNull(row) && (indices.getValueAsLong(row) < 0 || indices.getValueAsLong(row) >= size)) {
                throw new IllegalArgumentException(
                        "the file is damaged: column '%s' has index %d into a dictionary of %d"
                                .formatted(vector.getName(), indices.getValueAsLong(row), size));
            }
        }
    }
}
