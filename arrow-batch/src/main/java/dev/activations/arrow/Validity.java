package dev.activations.arrow;

import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.vector.BitVectorHelper;
import org.apache.arrow.vector.FieldVector;

/**
 * Reading and writing of validity buffers: one bit per value, 1 for a value, 0 for null; empty where all are values.
 */
final class Validity {

    private Validity() {}

    static boolean hasNull(FieldVector vector) {
        return vector.getValidityBuffer().capacity() > 0 && vector.getNullCount() > 0;
    }

    static boolean isNull(ArrowBuf validity, int index) {
        return validity.capacity() > 0 && BitVectorHelper.get(validity, index) == 0;
    }

    /** Makes null in {@code validity} every row that has a null among its values. */
    static void clearRowsWithNulls(ArrowBuf validity, ListRows rows, ArrowBuf valuesValidity) {
        for (int row = 0; row < rows.count(); row++) {
            if (hasNull(valuesValidity, rows.start(row), rows.start(row) + rows.length(row))) {
                BitVectorHelper.unsetBit(validity, row);
            }
        }
    }

    /** Whether any of these values is null, by a validity buffer that is there. */
    static boolean hasNull(ArrowBuf validity, long from, long to) {
        for (long i = from; i < to; i++) {
            boolean wholeByte = i % 8 == 0 && i + 8 <= to;
            int bits = validity.getByte(i / 8) & 0xff;
            if (wholeByte ? bits != 0xff : (bits >> i % 8 & 1) == 0) {
                return true;
            }
            i += wholeByte ? 7 : 0;
        }
        return false;
    }
}
