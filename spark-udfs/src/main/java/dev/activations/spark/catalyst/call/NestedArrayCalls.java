package dev.activations.spark.catalyst.call;

import dev.activations.functions.kernel.Elementwise;
import dev.activations.functions.kernel.Rowwise;
import java.util.function.UnaryOperator;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.sql.catalyst.util.GenericArrayData;

/**
 * {@link KernelCalls} for arrays of arrays, inner array by inner array; public for the code that Spark generates. An
 * inner array that is NULL stays NULL; {@code containsNull} is said of the inner arrays.
 */
public final class NestedArrayCalls {

    private NestedArrayCalls() {}

    public static ArrayData doubleValues(Elementwise function, ArrayData x, boolean containsNull) {
        return each(x, row -> KernelCalls.doubleValues(function, row, containsNull));
    }

    public static ArrayData floatValues(Elementwise function, ArrayData x, boolean containsNull) {
        return each(x, row -> KernelCalls.floatValues(function, row, containsNull));
    }

    public static ArrayData doubleDerivatives(Elementwise function, ArrayData x, boolean containsNull) {
        return each(x, row -> KernelCalls.doubleDerivatives(function, row, containsNull));
    }

    public static ArrayData floatDerivatives(Elementwise function, ArrayData x, boolean containsNull) {
        return each(x, row -> KernelCalls.floatDerivatives(function, row, containsNull));
    }

    public static ArrayData doubleRow(Rowwise function, ArrayData x, boolean containsNull) {
        return each(x, row -> KernelCalls.doubleRow(function, row, containsNull));
    }

    public static ArrayData floatRow(Rowwise function, ArrayData x, boolean containsNull) {
        return each(x, row -> KernelCalls.floatRow(function, row, containsNull));
    }

    static ArrayData each(ArrayData x, UnaryOperator<ArrayData> function) {
        Object[] results = new Object[x.numElements()];
        for (int i = 0; i < results.length; i++) {
            results[i] = x.isNullAt(i) ? null : function.apply(x.getArray(i));
        }
        return new GenericArrayData(results);
    }
}
