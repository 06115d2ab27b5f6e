package dev.activations.arrow;

import java.util.List;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.vector.FieldVector;

/** Where each row of a list vector lies among the list's values; positions count values, not bytes. */
sealed interface ListRows {

    int count();

    long start(int row);

    long length(int row);

    /**
     * The rows of a vector of any list type.
     *
     * @throws IllegalArgumentException naming the first row that reaches outside the list's values
     */
    static ListRows of(FieldVector list) {
        int count = list.getValueCount();
        ListRows rows =
                switch (list.getField().getType().getTypeID()) {
                    case List -> new Offsets(list.getOffsetBuffer(), Integer.BYTES, count);
                    case LargeList -> new Offsets(list.getOffsetBuffer(), Long.BYTES, count);
                    case FixedSizeList -> new FixedSize(Lists.fixedSize(list.getField()), count);
                    case ListView -> new NullsEmpty(Views.of(list, Integer.BYTES), list.getValidityBuffer());
                    case LargeListView -> new NullsEmpty(Views.of(list, Long.BYTES), list.getValidityBuffer());
                    default -> throw new IllegalArgumentException(list.getField() + " is not a list");
                };
        long values = Lists.values(list).getValueCount();
        for (int row = 0; row < count; row++) {
            long start = rows.start(row);
            long length = rows.length(row);
            if (start < 0 || length < 0 || start > values - length) {
                throw new IllegalArgumentException(
                        "row %d of column '%s' is broken: it reaches from %d to %d of %d values"
                                .formatted(row, list.getName(), start, start + length, values));
            }
        }
        return rows;
    }

    private static long read(ArrowBuf integers, int width, long index) {
        return width == Long.BYTES ? integers.getLong(index * width) : integers.getInt(index * width);
    }

    /** Rows one behind the other, each ending where the next starts: List and LargeList. */
    record Offsets(ArrowBuf offsets, int width, int count) implements ListRows {

        @Override
        public long start(int row) {
            return offsets.capacity() == 0 ? 0 : read(offsets, width, row);
        }

        @Override
        public long length(int row) {
            return start(row + 1) - start(row);
        }
    }

    /** Rows of one length: FixedSizeList. */
    record FixedSize(int size, int count) implements ListRows {

        @Override
        public long start(int row) {
            return (long) row * size;
        }

        @Override
        public long length(int row) {
            return size;
        }
    }

    /** Rows anywhere, each with its start and size: ListView and LargeListView. */
    record Views(ArrowBuf offsets, ArrowBuf sizes, int width, int count) implements ListRows {

        static Views of(FieldVector list, int width) {
            List<ArrowBuf> buffers = list.getFieldBuffers();
            return new Views(buffers.get(1), buffers.get(2), width, list.getValueCount());
        }

        @Override
        public long start(int row) {
            return read(offsets, width, row);
        }

        @Override
        public long length(int row) {
            return read(sizes, width, row);
        }
    }

    /** Other rows, those that are null without values: what lies under them need not make sense. */
    record NullsEmpty(ListRows rows, ArrowBuf validity) implements ListRows {

        @Override
        public int count() {
            return rows.count();
        }

        @Override
        public long start(int row) {
            return Validity.isNull(validity, row) ? 0 : rows.start(row);
        }

        @Override
        public long length(int row) {
            return Validity.isNull(validity, row) ? 0 : rows.length(row);
        }
    }
}
