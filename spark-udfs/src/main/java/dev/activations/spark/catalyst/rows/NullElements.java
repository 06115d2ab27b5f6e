package dev.activations.spark.catalyst.rows;

import org.apache.spark.sql.catalyst.expressions.UnsafeArrayData;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.unsafe.bitset.BitSetMethods;

/** Where an array has NULL elements; Spark's {@code toFloatArray} turns them into 0.0 without a word. */
public final class NullElements {

    public static final boolean[] NONE = {};

    private NullElements() {}

    /** As long as the array, true where an element is NULL; empty if none is. */
    public static boolean[] of(ArrayData array) {
        if (!any(array)) {
            return NONE;
        }
        boolean[] nulls = new boolean[array.numElements()];
        for (int i = 0; i < nulls.length; i++) {
            nulls[i] = array.isNullAt(i);
        }
        return nulls;
    }

    public static boolean any(ArrayData array) {
        if (array instanceof UnsafeArrayData unsafe) {
            return anyNullBit(unsafe);
        }
        for (int i = 0; i < array.numElements(); i++) {
            if (array.isNullAt(i)) {
                return true;
            }
        }
        return false;
    }

    /** Sixty-four elements at a time: behind the element count lies one bit per element, in words of eight bytes. */
    private static boolean anyNullBit(UnsafeArrayData array) {
        int words = (array.numElements() + Long.SIZE - 1) / Long.SIZE;
        return BitSetMethods.anySet(array.getBaseObject(), array.getBaseOffset() + Long.BYTES, words);
    }
}
