package dev.activations.spark.catalyst.call;

import dev.activations.functions.kernel.Elementwise;
import dev.activations.functions.kernel.Rowwise;
import java.util.Arrays;
import java.util.function.Consumer;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.expressions.UnsafeArrayData;
import org.apache.spark.sql.catalyst.util.ArrayData;

/**
 * {@link KernelCalls} for Spark ML's vectors; public for the code that Spark generates. A sparse vector stays sparse where
 * the function of 0 is 0, and becomes a dense one otherwise.
 *
 * <p>Vectors come as Spark ML stores them, a row of (type: 0 sparse, 1 dense; size; indices; values), and are declared
 * as objects because that is what Spark takes a user-defined type for when it looks up a method.
 */
public final class VectorCalls {

    /** How many columns a stored vector has. */
    static final int COLUMNS = 4;

    private static final byte SPARSE = 0;
    private static final byte DENSE = 1;
    private static final int TYPE = 0;
    private static final int SIZE = 1;
    private static final int INDICES = 2;
    private static final int VALUES = 3;

    private VectorCalls() {}

    public static InternalRow value(Elementwise function, Object vector) {
        return elementwise(
                (InternalRow) vector,
                function.value(0.0),
                values -> function.values(values, 0, values, 0, values.length));
    }

    public static InternalRow derivative(Elementwise function, Object vector) {
        return elementwise(
                (InternalRow) vector,
                function.derivative(0.0),
                values -> function.derivatives(values, 0, values, 0, values.length));
    }

    public static InternalRow row(Rowwise function, Object vector) {
        return dense(KernelCalls.row(function, dense((InternalRow) vector, 0)));
    }

    private static InternalRow elementwise(InternalRow vector, double ofZero, Consumer<double[]> inPlace) {
        double[] values = vector.getArray(VALUES).toDoubleArray();
        inPlace.accept(values);
        if (vector.getByte(TYPE) == DENSE) {
            return dense(values);
        }
        ArrayData indices = vector.getArray(INDICES);
        return ofZero == 0
                ? sparse(vector.getInt(SIZE), indices.toIntArray(), values)
                : dense(spread(vector.getInt(SIZE), indices, values, ofZero));
    }

    /** The numbers of a vector, those that a sparse one leaves out too. */
    static double[] dense(InternalRow vector, double absent) {
        double[] values = vector.getArray(VALUES).toDoubleArray();
        return vector.getByte(TYPE) == DENSE
                ? values
                : spread(vector.getInt(SIZE), vector.getArray(INDICES), values, absent);
    }

    private static double[] spread(int size, ArrayData indices, double[] values, double absent) {
        double[] all = new double[size];
        Arrays.fill(all, absent);
        for (int i = 0; i < values.length; i++) {
            all[indices.getInt(i)] = values[i];
        }
        return all;
    }

    private static InternalRow sparse(int size, int[] indices, double[] values) {
        return new GenericInternalRow(new Object[] {
            SPARSE, size, UnsafeArrayData.fromPrimitiveArray(indices), UnsafeArrayData.fromPrimitiveArray(values)
        });
    }

    static InternalRow dense(double[] values) {
        return new GenericInternalRow(new Object[] {DENSE, null, null, UnsafeArrayData.fromPrimitiveArray(values)});
    }
}
