package dev.activations.spark.catalyst;

import dev.activations.functions.statistics.RowValues;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.FloatType;

/** An array of float or double, with the knowledge which elements are NULL. */
record PrimitiveArray(Object data, DataType type) {

    /** Copies the numbers, NULLs left out. */
    void into(RowValues row) {
        ArrayData array = (ArrayData) data;
        if (((ArrayType) type).elementType() instanceof FloatType) {
            float[] values = array.toFloatArray();
            row.set(values, 0, values.length);
        } else {
            double[] values = array.toDoubleArray();
            row.set(values, 0, values.length);
        }
        boolean[] nulls = nulls();
        if (nulls.length > 0) {
            row.leaveOutNulls(nulls);
        }
    }

    int length() {
        return ((ArrayData) data).numElements();
    }

    /** Adds 1 to the count of every element above 0; NULL and NaN are not. */
    void countPositive(long[] counts) {
        ArrayData array = (ArrayData) data;
        boolean[] nulls = nulls();
        boolean isFloat = ((ArrayType) type).elementType() instanceof FloatType;
        for (int i = 0; i < counts.length; i++) {
            boolean isNull = nulls.length > 0 && nulls[i];
            double value = isNull ? 0 : isFloat ? array.getFloat(i) : array.getDouble(i);
            counts[i] += value > 0 ? 1 : 0;
        }
    }

    private boolean[] nulls() {
        return ((ArrayType) type).containsNull() ? NullElements.of((ArrayData) data) : NullElements.NONE;
    }
}
