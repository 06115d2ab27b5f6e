package dev.activations.arrow;

import java.util.List;
import java.util.function.IntPredicate;
import java.util.function.IntToDoubleFunction;
import java.util.function.IntUnaryOperator;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.vector.BitVectorHelper;
import org.apache.arrow.vector.FieldVector;

/**
 * Fills the results of functions of two columns row by row, with a validity of their own: the result is null in the rows
 * that miss an input.
 */
final class ComputedRows {

    /** Writes the numbers of a row from a position on. */
    interface RowWriter {
        void write(int row, Numbers numbers, long position);
    }

    private ComputedRows() {}

    /** A number for each row that is not missing. */
    static void fill(FieldVector result, int count, IntPredicate missing, IntToDoubleFunction value) {
        FloatType<?> type = FloatType.of(result.getField()).orElseThrow();
        try (ResultBuffers buffers = new ResultBuffers(result)) {
            ArrowBuf validity = zeros(buffers, bitsToBytes(count));
            ArrowBuf data = zeros(buffers, (long) count * type.width());
            Numbers numbers = new Numbers(FloatType.precision(result.getField()).orElseThrow(), data);
            for (int row = 0; row < count; row++) {
                if (!missing.test(row)) {
                    numbers.set(row, value.applyAsDouble(row));
                    BitVectorHelper.setBit(validity, row);
                }
            }
            buffers.load(count);
        }
    }

    /** For each row that is not missing a list as long as the one of {@code like}; zeros are below a null one. */
    static void fillLists(FieldVector result, FieldVector like, IntPredicate missing, RowWriter rowOfNumbers) {
        int count = like.getValueCount();
        DenseRows rows = DenseRows.of(like, IntUnaryOperator.identity());
        int total = rows.total();
        FieldVector items = Lists.values(result);
        FloatType<?> type = FloatType.of(items.getField()).orElseThrow();
        try (ResultBuffers lists = new ResultBuffers(result);
                ResultBuffers buffers = new ResultBuffers(items)) {
            ArrowBuf validity = zeros(lists, bitsToBytes(count));
            rows.addTo(lists);
            buffers.none();
            ArrowBuf data = zeros(buffers, (long) total * type.width());
            Numbers numbers = new Numbers(FloatType.precision(items.getField()).orElseThrow(), data);
            long position = 0;
            for (int row = 0; row < count; row++) {
                if (!missing.test(row)) {
                    rowOfNumbers.write(row, numbers, position);
                    BitVectorHelper.setBit(validity, row);
                }
                position += rows.rows().length(row);
            }
            lists.load(count);
            buffers.load(total);
        }
    }

    private static ArrowBuf zeros(ResultBuffers buffers, long bytes) {
        ArrowBuf buffer = buffers.allocate(bytes);
        buffer.setZero(0, bytes);
        return buffer;
    }

    private static long bitsToBytes(int count) {
        return (count + 7L) / 8;
    }

    /** Two columns of numbers: missing where either is null. */
    static IntPredicate missingIn(List<FieldVector> columns) {
        ArrowBuf first = columns.get(0).getValidityBuffer();
        ArrowBuf second = columns.get(1).getValidityBuffer();
        return row -> Validity.isNull(first, row) || Validity.isNull(second, row);
    }
}
