package dev.activations.arrow;

import java.util.function.IntUnaryOperator;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.types.pojo.ArrowType.ArrowTypeID;

/**
 * The rows of a result with rows of its own: consecutive, each as long as the function's result. For list views, whose rows
 * lie in any order and overlap, for functions that change the length of a row, and for those of two columns.
 *
 * @param rows the rows of the input; null ones are empty, except in a FixedSizeList, where every row takes its place
 * @param outputLength how many values are left of so many
 * @param list the input
 */
record DenseRows(ListRows rows, IntUnaryOperator outputLength, FieldVector list) {

    static DenseRows of(FieldVector list, IntUnaryOperator outputLength) {
        ListRows rows = ListRows.of(list);
        boolean placed = rows instanceof ListRows.FixedSize || rows instanceof ListRows.NullsEmpty;
        return new DenseRows(
                placed ? rows : new ListRows.NullsEmpty(rows, list.getValidityBuffer()), outputLength, list);
    }

    /** Values in all rows together. */
    int total() {
        long total = 0;
        for (int row = 0; row < rows.count(); row++) {
            total += length(row);
        }
        if (total > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("the rows of column '%s' hold %d values, more than a vector can hold"
                    .formatted(list.getName(), total));
        }
        return (int) total;
    }

    private int length(int row) {
        try {
            return outputLength.applyAsInt(Math.toIntExact(rows.length(row)));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "row %d of column '%s': %s".formatted(row, list.getName(), e.getMessage()), e);
        }
    }

    /** Adds the buffers that say where the rows are, in the form of the list's type. */
    void addTo(ResultBuffers buffers) {
        ArrowTypeID type = list.getField().getType().getTypeID();
        int width = type == ArrowTypeID.LargeList || type == ArrowTypeID.LargeListView ? Long.BYTES : Integer.BYTES;
        switch (type) {
            case List, LargeList -> writeOffsets(buffers.allocate((rows.count() + 1L) * width), width);
            case ListView, LargeListView -> {
                writeOffsets(buffers.allocate((rows.count() + 1L) * width), width);
                writeLengths(buffers.allocate((long) rows.count() * width), width);
            }
            default -> {}
        }
    }

    private void writeOffsets(ArrowBuf offsets, int width) {
        long end = 0;
        write(offsets, 0, end, width);
        for (int row = 0; row < rows.count(); row++) {
            end += length(row);
            write(offsets, row + 1L, end, width);
        }
    }

    private void writeLengths(ArrowBuf lengths, int width) {
        for (int row = 0; row < rows.count(); row++) {
            write(lengths, row, length(row), width);
        }
    }

    private static void write(ArrowBuf integers, long index, long value, int width) {
        if (width == Long.BYTES) {
            integers.setLong(index * width, value);
        } else {
            integers.setInt(index * width, (int) value);
        }
    }
}
