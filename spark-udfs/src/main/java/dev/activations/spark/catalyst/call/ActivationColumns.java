package dev.activations.spark.catalyst.call;

import dev.activations.functions.Activation;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.classic.ExpressionUtils$;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StringType;

/** Activations on columns of a dataset, for which the session need not have the SQL functions. */
public final class ActivationColumns {

    private ActivationColumns() {}

    /**
     * The activation of a column.
     *
     * @param rows a dataset of a classic session that has the column
     */
    public static Column of(Dataset<?> rows, String column, Activation activation) {
        if (!(rows instanceof org.apache.spark.sql.classic.Dataset<?> classic)) {
            throw new IllegalArgumentException(
                    "this works only in the JVM of the Spark session, not through Spark Connect");
        }
        Expression input = (Expression) classic.resolve(column);
        return ExpressionUtils$.MODULE$.column(new ActivationExpression(
                activation.entry().name(),
                OneInput.of(input.dataType(), operation(activation)),
                new KernelSource.Constant(activation.kernel()),
                List.of(),
                List.of(input)));
    }

    /**
     * The type of the activation of a column of this type.
     *
     * @throws IllegalArgumentException if the column holds neither numbers nor arrays of numbers nor vectors, or is a
     *     number where the function takes a whole array
     */
    public static DataType resultType(String column, DataType type, Activation activation) {
        Operation operation = operation(activation);
        Operand operand = Operand.of(type, operation);
        boolean text = Operand.innermost(type) instanceof StringType;
        if (text || !operand.fits(type, operation)) {
            throw new IllegalArgumentException("column %s is of type %s; %s takes %s"
                    .formatted(column, type.simpleString(), activation.call(), operation.accepted()));
        }
        return operand.result(type, operation);
    }

    private static Operation operation(Activation activation) {
        return Operation.of(activation.kernel());
    }
}
