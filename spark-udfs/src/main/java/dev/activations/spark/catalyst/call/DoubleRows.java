package dev.activations.spark.catalyst.call;

import dev.activations.spark.catalyst.rows.NullElements;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.sql.types.FloatType;

/** Arrays and vectors of Spark's as rows of doubles, and back: for functions whose speed does not lie in reading them. */
final class DoubleRows {

    private DoubleRows() {}

    /** The numbers in a copy; 0 for NULL, and where a sparse vector has none. */
    static double[] of(Operand operand, Object data) {
        if (operand.shape() == Operand.Shape.VECTOR) {
            return VectorCalls.dense((InternalRow) data, 0);
        } else if (!isFloat(operand)) {
            return ((ArrayData) data).toDoubleArray();
        }
        float[] floats = ((ArrayData) data).toFloatArray();
        double[] row = new double[floats.length];
        for (int i = 0; i < row.length; i++) {
            row[i] = floats[i];
        }
        return row;
    }

    /** Where an array is NULL; empty if it is nowhere, as vectors are. */
    static boolean[] nulls(Object data) {
        return data instanceof ArrayData array ? NullElements.of(array) : NullElements.NONE;
    }

    /** The numbers in the operand's form, each rounded once if it is of floats. */
    static Object data(Operand operand, double[] row, boolean[] nulls) {
        if (operand.shape() == Operand.Shape.VECTOR) {
            return VectorCalls.dense(row);
        } else if (!isFloat(operand)) {
            return KernelCalls.result(row, nulls);
        }
        float[] floats = new float[row.length];
        for (int i = 0; i < row.length; i++) {
            floats[i] = (float) row[i];
        }
        return KernelCalls.result(floats, nulls);
    }

    /** One number of the operand's type. */
    static Number rounded(Operand operand, double value) {
        if (isFloat(operand)) {
            return (float) value;
        }
        return value;
    }

    /** Whether data of this form are arrays of floats. */
    static boolean areFloats(Operand operand) {
        return operand.shape() != Operand.Shape.VECTOR && isFloat(operand);
    }

    private static boolean isFloat(Operand operand) {
        return operand.number() instanceof FloatType;
    }
}
