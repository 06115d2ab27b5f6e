package dev.activations.spark.catalyst.call;

import dev.activations.functions.kernel.Kernel;
import java.util.List;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.types.AbstractDataType;
import org.apache.spark.sql.types.DataType;

/** Two inputs, of types that are settled when the call is made. */
public sealed interface TwoInputs extends InputForm permits PairInputs, ClassInputs {

    /** What the inputs are cast to. */
    List<DataType> types();

    DataType result();

    /** Whether the result may be NULL though no input is. */
    boolean addsNull();

    /**
     * The result for two values of Spark's, neither of them NULL; may be null.
     *
     * @throws IllegalArgumentException in a sentence, where the values do not go together
     */
    Object evaluate(Kernel kernel, Object first, Object second);

    @Override
    default int count() {
        return 2;
    }

    @Override
    default List<AbstractDataType> expected(List<DataType> given) {
        return List.copyOf(types());
    }

    @Override
    default DataType result(List<DataType> inputs) {
        return result();
    }

    @Override
    default Expression call(Expression kernel, List<Expression> inputs) {
        return ObjectCall.of(this, "evaluate", result(), addsNull(), List.of(kernel, inputs.get(0), inputs.get(1)));
    }
}
