package dev.activations.spark.catalyst;

import dev.activations.functions.definition.Elementwise;
import dev.activations.functions.definition.Kernel;
import dev.activations.functions.definition.Rowwise;
import java.io.Serializable;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.sql.types.DoubleType;

/**
 * Evaluates any operation on any form of input, without generated code.
 *
 * @param containsNull whether arrays may hold NULLs
 */
record Evaluation(Operand operand, Operation operation, boolean containsNull) implements Serializable {

    /** The result for the value in the row's first column, which is not NULL. */
    Object of(Kernel kernel, InternalRow row) {
        return switch (operand.shape()) {
            case NUMBER -> number((Elementwise) kernel, row);
            case ARRAY, ARRAY_OF_ARRAYS -> array(kernel, row.getArray(0));
            case VECTOR -> vector(kernel, row.getStruct(0, VectorCalls.COLUMNS));
        };
    }

    ArrayData array(Kernel kernel, ArrayData x) {
        return operand.shape() == Operand.Shape.ARRAY
                ? oneArray(kernel, x)
                : NestedArrayCalls.each(x, inner -> oneArray(kernel, inner));
    }

    InternalRow vector(Kernel kernel, Object x) {
        return switch (operation) {
            case VALUE -> VectorCalls.value((Elementwise) kernel, x);
            case DERIVATIVE -> VectorCalls.derivative((Elementwise) kernel, x);
            case ROW -> VectorCalls.row((Rowwise) kernel, x);
        };
    }

    private Object number(Elementwise kernel, InternalRow row) {
        boolean derivative = operation == Operation.DERIVATIVE;
        if (isDouble()) {
            double x = row.getDouble(0);
            return derivative ? kernel.derivative(x) : kernel.value(x);
        }
        float x = row.getFloat(0);
        return derivative ? kernel.derivative(x) : kernel.value(x);
    }

    private ArrayData oneArray(Kernel kernel, ArrayData x) {
        return switch (operation) {
            case VALUE ->
                isDouble()
                        ? KernelCalls.doubleValues((Elementwise) kernel, x, containsNull)
                        : KernelCalls.floatValues((Elementwise) kernel, x, containsNull);
            case DERIVATIVE ->
                isDouble()
                        ? KernelCalls.doubleDerivatives((Elementwise) kernel, x, containsNull)
                        : KernelCalls.floatDerivatives((Elementwise) kernel, x, containsNull);
            case ROW ->
                isDouble()
                        ? KernelCalls.doubleRow((Rowwise) kernel, x, containsNull)
                        : KernelCalls.floatRow((Rowwise) kernel, x, containsNull);
        };
    }

    private boolean isDouble() {
        return operand.number() instanceof DoubleType;
    }
}
