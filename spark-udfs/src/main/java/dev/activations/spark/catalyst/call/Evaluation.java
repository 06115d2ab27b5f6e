package dev.activations.spark.catalyst.call;

import dev.activations.functions.kernel.Elementwise;
import dev.activations.functions.kernel.Kernel;
import dev.activations.functions.kernel.Rowwise;
import java.io.Serializable;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.sql.types.DoubleType;

/**
 * Evaluates an operation of one input on arrays and vectors, without code of its own for each.
 *
 * @param containsNull whether arrays may hold NULLs
 */
public record Evaluation(Operand operand, Operation operation, boolean containsNull) implements Serializable {

    public ArrayData array(Kernel kernel, ArrayData x) {
        return operand.shape() == Operand.Shape.ARRAY
                ? oneArray(kernel, x)
                : NestedArrayCalls.each(x, inner -> oneArray(kernel, inner));
    }

    public InternalRow vector(Kernel kernel, Object x) {
        return switch (operation) {
            case VALUE -> VectorCalls.value((Elementwise) kernel, x);
            case DERIVATIVE -> VectorCalls.derivative((Elementwise) kernel, x);
            case ROW -> VectorCalls.row((Rowwise) kernel, x);
            case LOSS, CLASS_LOSS, GRADIENT -> throw new IllegalStateException(operation + " has two inputs");
        };
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
            case LOSS, CLASS_LOSS, GRADIENT -> throw new IllegalStateException(operation + " has two inputs");
        };
    }

    private boolean isDouble() {
        return operand.number() instanceof DoubleType;
    }
}
