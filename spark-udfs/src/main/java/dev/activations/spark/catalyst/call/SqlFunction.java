package dev.activations.spark.catalyst.call;

import dev.activations.functions.Entry;
import java.util.List;
import org.apache.spark.sql.catalyst.analysis.FunctionRegistry$;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.types.DataType;
import scala.Function1;
import scala.Option;
import scala.Tuple2;
import scala.collection.immutable.Seq;

/**
 * One function of SQL.
 *
 * @param name what it is called in a query
 * @param entry the catalogue's row that it comes from
 * @param operation what of the row it computes
 */
public record SqlFunction(String name, Entry entry, Operation operation) {

    /** The version that every function is there from. */
    public static final String SINCE = "0.1.0";

    /**
     * How a call with inputs of these types takes them.
     *
     * @param called what the function is called, for errors
     * @param kernel where the kernel comes from; says whether a loss is given for each element
     * @param raises whether a class index out of range is an error
     * @throws IllegalArgumentException in a sentence, where two inputs do not go together
     */
    public InputForm form(String called, List<DataType> inputs, KernelSource kernel, boolean raises) {
        return switch (operation) {
            case VALUE, DERIVATIVE, ROW -> OneInput.of(inputs.get(0), operation);
            case CLASS_LOSS -> ClassInputs.of(called, inputs, raises);
            case LOSS, GRADIENT -> PairInputs.of(called, operation, inputs, kernel.keepsElements());
        };
    }

    /** Spark's own function of this name (tanh), which ours extends to arrays only. */
    public Option<Function1<Seq<Expression>, Expression>> sparks() {
        return FunctionRegistry$.MODULE$.expressions().get(name).map(Tuple2::_2);
    }

    public boolean extendsSparks() {
        return sparks().isDefined();
    }
}
