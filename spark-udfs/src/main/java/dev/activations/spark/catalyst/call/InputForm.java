package dev.activations.spark.catalyst.call;

import dev.activations.functions.kernel.Kernel;
import java.io.Serializable;
import java.util.List;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.types.AbstractDataType;
import org.apache.spark.sql.types.DataType;

/** How a call takes its inputs, and how its result comes from them and the kernel. */
public sealed interface InputForm extends Serializable permits OneInput, TwoInputs {

    /** How many of the arguments are inputs; the others are parameters. */
    int count();

    /** What the kernel of the call is, whatever the function. */
    Class<? extends Kernel> kernelClass();

    /** What Spark is to cast inputs of these types to; where it cannot, the types its error message names. */
    List<AbstractDataType> expected(List<DataType> given);

    /** The type of the result for inputs that are cast already. */
    DataType result(List<DataType> inputs);

    /** The result as an expression over the kernel and inputs that are cast already. */
    Expression call(Expression kernel, List<Expression> inputs);
}
