package dev.activations.spark.catalyst.call;

import dev.activations.functions.kernel.Elementwise;
import dev.activations.functions.kernel.Kernel;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.Literal;
import org.apache.spark.sql.types.AbstractDataType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;

/** The input x of an activation. */
record OneInput(Operand operand, Operation operation) implements InputForm {

    static OneInput of(DataType given, Operation operation) {
        return new OneInput(Operand.of(given, operation), operation);
    }

    @Override
    public int count() {
        return 1;
    }

    @Override
    public Class<? extends Kernel> kernelClass() {
        return operation.kernelClass();
    }

    @Override
    public List<AbstractDataType> expected(List<DataType> given) {
        return List.of(operand.expected(given.get(0), operation));
    }

    @Override
    public DataType result(List<DataType> inputs) {
        return operand.result(inputs.get(0), operation);
    }

    @Override
    public Expression call(Expression kernel, List<Expression> inputs) {
        DataType type = inputs.get(0).dataType();
        if (operand.shape() == Operand.Shape.NUMBER
                && kernel instanceof Literal literal
                && literal.value() instanceof Elementwise function) {
            return new NumberCall(function, operation == Operation.DERIVATIVE, inputs.get(0));
        }
        List<Expression> arguments = new ArrayList<>(List.of(kernel, inputs.get(0)));
        if (operand.isArray()) {
            arguments.add(new Literal(operand.containsNull(type), DataTypes.BooleanType));
        }
        return StaticCall.of(
                operand.calls(), method(), result(List.of(type)), operand.addsNull(type, operation), arguments);
    }

    /** The name of the static method that evaluates the function. */
    private String method() {
        boolean array = operand.isArray();
        String ofNumber =
                switch (operation) {
                    case VALUE -> array ? "Values" : "value";
                    case DERIVATIVE -> array ? "Derivatives" : "derivative";
                    case ROW -> array ? "Row" : "row";
                    case LOSS, CLASS_LOSS, GRADIENT -> throw new IllegalStateException(operation + " has two inputs");
                };
        return array ? operand.number().typeName() + ofNumber : ofNumber;
    }
}
