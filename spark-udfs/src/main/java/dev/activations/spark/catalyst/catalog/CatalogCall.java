package dev.activations.spark.catalyst.catalog;

import dev.activations.functions.kernel.Elementwise;
import dev.activations.functions.kernel.Kernel;
import dev.activations.spark.catalyst.call.Evaluation;
import java.io.Serializable;
import java.util.List;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.sql.connector.catalog.functions.ScalarFunction;
import org.apache.spark.sql.types.DataType;

/**
 * A function of a {@code FunctionCatalog} for arguments of known types; public for the code that Spark generates, which
 * calls the {@code invoke} whose parameter types are those that Spark keeps the arguments in: a vector is an
 * {@code Object}. An argument that is no primitive may be null, and gives null. Spark names columns after
 * {@code toString}, which is the function's name for that reason.
 */
public sealed interface CatalogCall<R> extends ScalarFunction<R> permits CatalogCall.OfX, ParameterCall, PairCall {

    /** What Spark wants to know of a function with these arguments. */
    record Signature(String name, List<DataType> inputs, DataType result, boolean nullable) implements Serializable {}

    Signature signature();

    @Override
    default String name() {
        return signature().name();
    }

    @Override
    default DataType[] inputTypes() {
        return signature().inputs().toArray(DataType[]::new);
    }

    @Override
    default DataType resultType() {
        return signature().result();
    }

    @Override
    default boolean isResultNullable() {
        return signature().nullable();
    }

    @Override
    default String canonicalName() {
        return "dev.activations." + name() + signature().inputs();
    }

    /** A function of x alone. */
    sealed interface OfX<R> extends CatalogCall<R> {}

    /** A function of a double. */
    record OfDouble(Signature signature, Elementwise kernel, boolean derivative) implements OfX<Double> {
        public double invoke(double x) {
            return derivative ? kernel.derivative(x) : kernel.value(x);
        }

        @Override
        public String toString() {
            return name();
        }
    }

    /** A function of a float. */
    record OfFloat(Signature signature, Elementwise kernel, boolean derivative) implements OfX<Float> {
        public float invoke(float x) {
            return derivative ? kernel.derivative(x) : kernel.value(x);
        }

        @Override
        public String toString() {
            return name();
        }
    }

    /** A function of an array, or of an array of arrays. */
    record OfArray(Signature signature, Kernel kernel, Evaluation evaluation) implements OfX<ArrayData> {
        public ArrayData invoke(ArrayData x) {
            return x == null ? null : evaluation.array(kernel, x);
        }

        @Override
        public String toString() {
            return name();
        }
    }

    /** A function of a vector of Spark ML. */
    record OfVector(Signature signature, Kernel kernel, Evaluation evaluation) implements OfX<InternalRow> {
        public InternalRow invoke(Object x) {
            return x == null ? null : evaluation.vector(kernel, x);
        }

        @Override
        public String toString() {
            return name();
        }
    }
}
