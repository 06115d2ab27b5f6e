package dev.activations.spark.catalyst.call;

import dev.activations.functions.kernel.Kernel;
import dev.activations.functions.kernel.Loss;
import dev.activations.functions.kernel.RowPair;
import dev.activations.spark.catalyst.rows.NullElements;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.FloatType;
import org.apache.spark.sql.types.NullType;

/**
 * Two inputs of the same form and length: predictions and targets of a loss, or a row and the gradient from above;
 * public for the code that Spark generates.
 *
 * @param name the function, for errors
 * @param operation a loss or a gradient
 * @param operand the form of both
 * @param list whether the result is as long as the inputs, and not one number
 */
public record PairInputs(String name, Operation operation, Operand operand, List<DataType> types, boolean list)
        implements TwoInputs {

    /**
     * The form for inputs of these types: floats if both are.
     *
     * @param list whether a loss is given for each element
     * @throws IllegalArgumentException in a sentence, where the types do not go together
     */
    static PairInputs of(String name, Operation operation, List<DataType> given, boolean list) {
        DataType first = given.get(0) instanceof NullType ? given.get(1) : given.get(0);
        DataType second = given.get(1) instanceof NullType ? first : given.get(1);
        Operand operand = Operand.of(first, operation);
        Operand other = Operand.of(second, operation);
        boolean fits = operand.fits(first, operation)
                && other.fits(second, operation)
                && operand.shape() == other.shape()
                && operand.shape() != Operand.Shape.ARRAY_OF_ARRAYS;
        if (!fits) {
            throw new IllegalArgumentException("%s takes %s, got %s and %s"
                    .formatted(
                            name,
                            operation.accepted(),
                            given.get(0).sql(),
                            given.get(1).sql()));
        }
        boolean floats = operand.number() instanceof FloatType && other.number() instanceof FloatType;
        Operand both = new Operand(floats ? DataTypes.FloatType : DataTypes.DoubleType, operand.shape());
        List<DataType> types = Stream.of(first, second).map(both::converted).toList();
        return new PairInputs(name, operation, both, types, list || operation == Operation.GRADIENT);
    }

    @Override
    public Class<? extends Kernel> kernelClass() {
        return operation.kernelClass();
    }

    @Override
    public DataType result() {
        if (operand.shape() == Operand.Shape.NUMBER || !list) {
            return operand.number();
        }
        boolean nulls = keepsNulls() && containsNull();
        return operand.shape() == Operand.Shape.VECTOR ? types.get(0) : new ArrayType(operand.number(), nulls);
    }

    @Override
    public boolean addsNull() {
        return containsNull() && !keepsNulls();
    }

    @Override
    public Expression call(Expression kernel, List<Expression> inputs) {
        return operand.shape() == Operand.Shape.NUMBER
                ? StaticCall.of(
                        KernelCalls.class, "loss", result(), false, List.of(kernel, inputs.get(0), inputs.get(1)))
                : TwoInputs.super.call(kernel, inputs);
    }

    @Override
    public Object evaluate(Kernel kernel, Object first, Object second) {
        if (kernel instanceof RowPair gradient && DoubleRows.areFloats(operand)) {
            return floatGradient(gradient, (ArrayData) first, (ArrayData) second);
        }
        double[] values = DoubleRows.of(operand, first);
        double[] others = DoubleRows.of(operand, second);
        requireEqual(values.length, others.length);
        boolean[] nulls = containsNull() ? nulls(first, second) : NullElements.NONE;
        if (nulls.length > 0 && !keepsNulls()) {
            return null;
        }
        if (kernel instanceof Loss loss) {
            double[] losses = loss.values(values, others);
            return list ? DoubleRows.data(operand, losses, nulls) : DoubleRows.rounded(operand, losses[0]);
        }
        ((RowPair) kernel).values(values, 0, others, 0, values, 0, values.length);
        return DoubleRows.data(operand, values, nulls);
    }

    private Object floatGradient(RowPair gradient, ArrayData first, ArrayData second) {
        requireEqual(first.numElements(), second.numElements());
        if (containsNull() && nulls(first, second).length > 0) {
            return null;
        }
        float[] values = first.toFloatArray();
        gradient.values(values, 0, second.toFloatArray(), 0, values, 0, values.length);
        return KernelCalls.result(values, NullElements.NONE);
    }

    private void requireEqual(int first, int second) {
        if (first != second) {
            throw new IllegalArgumentException("%s: its two inputs must be of the same length, got %d and %d values"
                    .formatted(name, first, second));
        }
    }

    /** Whether a NULL element stays in its place; otherwise the result is NULL. */
    private boolean keepsNulls() {
        return list && operation == Operation.LOSS;
    }

    private boolean containsNull() {
        return types.stream().anyMatch(operand::containsNull);
    }

    /** Where one or the other is NULL; empty if none is. */
    private static boolean[] nulls(Object first, Object second) {
        boolean[] nulls = DoubleRows.nulls(first);
        boolean[] others = DoubleRows.nulls(second);
        if (nulls.length == 0) {
            return others;
        }
        for (int i = 0; i < others.length; i++) {
            nulls[i] |= others[i];
        }
        return nulls;
    }
}
