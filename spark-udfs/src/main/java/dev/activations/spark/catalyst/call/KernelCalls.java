package dev.activations.spark.catalyst.call;

import dev.activations.functions.kernel.Elementwise;
import dev.activations.functions.kernel.Loss;
import dev.activations.functions.kernel.Rowwise;
import dev.activations.spark.catalyst.rows.NullElements;
import java.util.Arrays;
import org.apache.spark.sql.catalyst.expressions.UnsafeArrayData;
import org.apache.spark.sql.catalyst.util.ArrayData;

/**
 * The methods that the code Spark generates calls, one per kind of kernel and form of input; public for that reason only.
 *
 * <p>The generated code passes the kernel as its own final class, so that after inlining the call to it is a static one.
 * Arrays come with the knowledge whether NULL elements are possible ({@code containsNull}); NULL elements keep their
 * place, and are no input of a function of a whole array: its result is then NULL.
 */
public final class KernelCalls {

    private KernelCalls() {}

    public static double value(Elementwise function, double x) {
        return function.value(x);
    }

    public static float value(Elementwise function, float x) {
        return function.value(x);
    }

    public static double derivative(Elementwise function, double x) {
        return function.derivative(x);
    }

    public static float derivative(Elementwise function, float x) {
        return function.derivative(x);
    }

    public static double loss(Loss function, double prediction, double target) {
        return function.ofPair().value(prediction, target);
    }

    public static float loss(Loss function, float prediction, float target) {
        return function.ofPair().value(prediction, target);
    }

    public static ArrayData doubleValues(Elementwise function, ArrayData x, boolean containsNull) {
        double[] values = x.toDoubleArray();
        function.values(values, 0, values, 0, values.length);
        return result(values, nulls(x, containsNull));
    }

    public static ArrayData floatValues(Elementwise function, ArrayData x, boolean containsNull) {
        float[] values = x.toFloatArray();
        function.values(values, 0, values, 0, values.length);
        return result(values, nulls(x, containsNull));
    }

    public static ArrayData doubleDerivatives(Elementwise function, ArrayData x, boolean containsNull) {
        double[] values = x.toDoubleArray();
        function.derivatives(values, 0, values, 0, values.length);
        return result(values, nulls(x, containsNull));
    }

    public static ArrayData floatDerivatives(Elementwise function, ArrayData x, boolean containsNull) {
        float[] values = x.toFloatArray();
        function.derivatives(values, 0, values, 0, values.length);
        return result(values, nulls(x, containsNull));
    }

    /** The row's values, or null if an element is NULL. */
    public static ArrayData doubleRow(Rowwise function, ArrayData x, boolean containsNull) {
        if (containsNull && NullElements.any(x)) {
            return null;
        }
        return UnsafeArrayData.fromPrimitiveArray(row(function, x.toDoubleArray()));
    }

    /** The row's values, or null if an element is NULL. */
    public static ArrayData floatRow(Rowwise function, ArrayData x, boolean containsNull) {
        if (containsNull && NullElements.any(x)) {
            return null;
        }
        return UnsafeArrayData.fromPrimitiveArray(row(function, x.toFloatArray()));
    }

    /** The function's values, which may be fewer; overwrites the given ones. */
    public static double[] row(Rowwise function, double[] values) {
        int length = function.outputLength(values.length);
        function.values(values, 0, values, 0, values.length);
        return length == values.length ? values : Arrays.copyOf(values, length);
    }

    private static float[] row(Rowwise function, float[] values) {
        int length = function.outputLength(values.length);
        function.values(values, 0, values, 0, values.length);
        return length == values.length ? values : Arrays.copyOf(values, length);
    }

    private static boolean[] nulls(ArrayData array, boolean containsNull) {
        return containsNull ? NullElements.of(array) : NullElements.NONE;
    }

    /** The values as Spark's data, NULL where {@code nulls} says so; may change them. */
    static ArrayData result(double[] values, boolean[] nulls) {
        for (int i = 0; i < nulls.length; i++) {
            values[i] = nulls[i] ? 0 : values[i];
        }
        return withNulls(UnsafeArrayData.fromPrimitiveArray(values), nulls);
    }

    /** As {@link #result(double[], boolean[])}. */
    static ArrayData result(float[] values, boolean[] nulls) {
        for (int i = 0; i < nulls.length; i++) {
            values[i] = nulls[i] ? 0 : values[i];
        }
        return withNulls(UnsafeArrayData.fromPrimitiveArray(values), nulls);
    }

    /** Sets the null bits; the values under them have to be 0 already, because Spark compares arrays byte by byte. */
    private static ArrayData withNulls(UnsafeArrayData array, boolean[] nulls) {
        for (int i = 0; i < nulls.length; i++) {
            if (nulls[i]) {
                array.setNullAt(i);
            }
        }
        return array;
    }
}
