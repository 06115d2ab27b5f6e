package dev.activations.spark.catalyst.rows;

import dev.activations.functions.statistics.RowValues;
import org.apache.spark.sql.catalyst.expressions.UnsafeArrayData;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.FloatType;
import org.apache.spark.unsafe.Platform;

/**
 * Reads arrays of float or double, with the knowledge which elements are NULL. One object serves many rows, so that
 * reading a row allocates nothing.
 */
public final class PrimitiveArray {

    private final boolean isFloat;
    private final boolean containsNull;
    private ArrayData array;
    private float[] floats = {};
    private double[] doubles = {};

    public PrimitiveArray(ArrayType type) {
        isFloat = type.elementType() instanceof FloatType;
        containsNull = type.containsNull();
    }

    public void set(ArrayData newArray) {
        array = newArray;
    }

    public int length() {
        return array.numElements();
    }

    /** Copies the numbers, NULLs left out. */
    public void into(RowValues row) {
        if (isFloat) {
            row.set(floats(), 0, length());
        } else {
            row.set(doubles(), 0, length());
        }
        boolean[] nulls = nulls();
        if (nulls.length > 0) {
            row.leaveOutNulls(nulls);
        }
    }

    /** Adds 1 to the count of every element above 0; NULL and NaN are not. */
    public void countPositive(long[] counts) {
        if (isFloat) {
            float[] values = floats();
            for (int i = 0; i < counts.length; i++) {
                counts[i] += values[i] > 0 ? 1 : 0;
            }
        } else {
            double[] values = doubles();
            for (int i = 0; i < counts.length; i++) {
                counts[i] += values[i] > 0 ? 1 : 0;
            }
        }
    }

    /** The floats, valid up to {@link #length}; 0 where NULL, as Spark has it. */
    private float[] floats() {
        if (!(array instanceof UnsafeArrayData unsafe)) {
            return array.toFloatArray();
        }
        if (floats.length < length()) {
            floats = new float[length()];
        }
        copy(unsafe, floats, Platform.FLOAT_ARRAY_OFFSET, Float.BYTES);
        return floats;
    }

    private double[] doubles() {
        if (!(array instanceof UnsafeArrayData unsafe)) {
            return array.toDoubleArray();
        }
        if (doubles.length < length()) {
            doubles = new double[length()];
        }
        copy(unsafe, doubles, Platform.DOUBLE_ARRAY_OFFSET, Double.BYTES);
        return doubles;
    }

    private static void copy(UnsafeArrayData source, Object target, long targetOffset, int elementSize) {
        int length = source.numElements();
        int header = UnsafeArrayData.calculateHeaderPortionInBytes(length);
        Platform.copyMemory(
                source.getBaseObject(),
                source.getBaseOffset() + header,
                target,
                targetOffset,
                (long) length * elementSize);
    }

    private boolean[] nulls() {
        return containsNull ? NullElements.of(array) : NullElements.NONE;
    }
}
