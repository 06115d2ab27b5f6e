package dev.activations.spark.catalyst;

import dev.activations.functions.definition.Elementwise;
import dev.activations.functions.definition.Kernel;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.sql.connector.catalog.functions.ScalarFunction;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DoubleType;

/**
 * A function of a {@code FunctionCatalog} for arguments of known types; public for the code that Spark generates, which
 * calls {@code invoke} where there is one for the arguments and {@code produceResult} elsewhere.
 */
public sealed interface CatalogCall<R> extends ScalarFunction<R> {

    /** What Spark wants to know of a function with these arguments. */
    record Signature(String name, List<DataType> inputs, DataType result, boolean nullable)
            implements java.io.Serializable {}

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

    /** A function of a double. */
    record OfDouble(Signature signature, Elementwise kernel, boolean derivative) implements CatalogCall<Double> {
        public double invoke(double x) {
            return derivative ? kernel.derivative(x) : kernel.value(x);
        }
    }

    /** A function of a float. */
    record OfFloat(Signature signature, Elementwise kernel, boolean derivative) implements CatalogCall<Float> {
        public float invoke(float x) {
            return derivative ? kernel.derivative(x) : kernel.value(x);
        }
    }

    /** A function of an array, or of an array of arrays. */
    record OfArray(Signature signature, Kernel kernel, Evaluation evaluation) implements CatalogCall<ArrayData> {
        public ArrayData invoke(ArrayData x) {
            return x == null ? null : evaluation.array(kernel, x);
        }
    }

    /** A function of a vector of Spark ML. */
    record OfVector(Signature signature, Kernel kernel, Evaluation evaluation) implements CatalogCall<InternalRow> {
        @Override
        public InternalRow produceResult(InternalRow row) {
            return row.isNullAt(0) ? null : evaluation.vector(kernel, row.getStruct(0, VectorCalls.COLUMNS));
        }
    }

    /** A function with parameters, whose kernel is made anew for every row. */
    record WithParameters(Signature signature, String function, List<String> parameters, Evaluation evaluation)
            implements CatalogCall<Object> {
        @Override
        public Object produceResult(InternalRow row) {
            if (row.anyNull()) {
                return null;
            }
            Map<String, Object> values = new HashMap<>();
            for (int i = 0; i < parameters.size(); i++) {
                boolean number = signature.inputs().get(i + 1) instanceof DoubleType;
                values.put(
                        parameters.get(i),
                        number
                                ? (Object) row.getDouble(i + 1)
                                : row.getUTF8String(i + 1).toString());
            }
            return evaluation.of(SqlFunctions.entry(function).bind(values).kernel(), row);
        }
    }
}
