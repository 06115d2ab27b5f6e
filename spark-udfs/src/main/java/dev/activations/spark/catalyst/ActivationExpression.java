package dev.activations.spark.catalyst;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.analysis.TypeCheckResult;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.ImplicitCastInputTypes;
import org.apache.spark.sql.catalyst.expressions.Literal;
import org.apache.spark.sql.catalyst.expressions.codegen.CodegenContext;
import org.apache.spark.sql.catalyst.expressions.codegen.ExprCode;
import org.apache.spark.sql.types.AbstractDataType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import scala.collection.immutable.IndexedSeq;
import scala.collection.immutable.Seq;

/**
 * An activation function in a query plan, such as {@code leaky_relu(x, 0.2)}: named, cast and folded as Spark's own
 * functions are, and evaluated by a call of {@link KernelCalls}. Its children are the arguments as written: the input,
 * then parameters.
 */
final class ActivationExpression extends Expression implements ImplicitCastInputTypes, Serializable {

    private static final long serialVersionUID = 1;

    private final String name;
    private final Operation operation;
    private final Operand operand;
    private final KernelSource kernel;
    private final List<AbstractDataType> parameterTypes;
    private final Seq<Expression> children;
    private transient Expression call;

    /**
     * @param parameterTypes what the arguments behind the input are to be cast to
     * @param arguments the input and the parameters
     */
    ActivationExpression(
            String name,
            Operation operation,
            KernelSource kernel,
            List<AbstractDataType> parameterTypes,
            List<Expression> arguments) {
        this(
                name,
                operation,
                Operand.of(arguments.get(0).dataType(), operation),
                kernel,
                List.copyOf(parameterTypes),
                ScalaLists.seq(arguments));
    }

    private ActivationExpression(
            String name,
            Operation operation,
            Operand operand,
            KernelSource kernel,
            List<AbstractDataType> parameterTypes,
            Seq<Expression> children) {
        this.name = name;
        this.operation = operation;
        this.operand = operand;
        this.kernel = kernel;
        this.parameterTypes = parameterTypes;
        this.children = children;
    }

    @Override
    public Seq<Expression> children() {
        return children;
    }

    @Override
    public Expression withNewChildrenInternal(IndexedSeq<Expression> newChildren) {
        return new ActivationExpression(name, operation, operand, kernel, parameterTypes, newChildren);
    }

    @Override
    public Seq<AbstractDataType> inputTypes() {
        List<AbstractDataType> types = new ArrayList<>(parameterTypes);
        types.add(0, operand.expected(input().dataType(), operation));
        return ScalaLists.seq(types);
    }

    /** Named here because Java would take the superclass's check, which checks nothing. */
    @Override
    public TypeCheckResult checkInputDataTypes() {
        return ImplicitCastInputTypes.super.checkInputDataTypes();
    }

    @Override
    public DataType dataType() {
        return operand.result(input().dataType(), operation);
    }

    @Override
    public boolean nullable() {
        return call().nullable();
    }

    @Override
    public boolean nullIntolerant() {
        return true;
    }

    @Override
    public boolean foldable() {
        return ScalaLists.list(children).stream().allMatch(Expression::foldable);
    }

    @Override
    public Object eval(InternalRow row) {
        return call().eval(row);
    }

    @Override
    public ExprCode doGenCode(CodegenContext context, ExprCode code) {
        return call().doGenCode(context, code);
    }

    @Override
    public String prettyName() {
        return name;
    }

    @Override
    public String toString() {
        return ScalaLists.list(children).stream()
                .map(String::valueOf)
                .collect(Collectors.joining(", ", name + "(", ")"));
    }

    private Expression input() {
        return children.head();
    }

    private Expression call() {
        if (call == null) {
            call = newCall();
        }
        return call;
    }

    private Expression newCall() {
        List<Expression> arguments = new ArrayList<>();
        arguments.add(kernel.expression(operation, ScalaLists.list(children)));
        arguments.add(input());
        DataType type = input().dataType();
        if (operand.isArray()) {
            arguments.add(new Literal(operand.containsNull(type), DataTypes.BooleanType));
        }
        return StaticCall.of(
                operand.calls(), operand.method(operation), dataType(), operand.addsNull(type, operation), arguments);
    }

    @Override
    public int productArity() {
        return 5;
    }

    @Override
    public Object productElement(int index) {
        return switch (index) {
            case 0 -> name;
            case 1 -> operation;
            case 2 -> operand;
            case 3 -> kernel;
            case 4 -> children;
            default -> throw new IndexOutOfBoundsException(index);
        };
    }

    @Override
    public boolean canEqual(Object other) {
        return other instanceof ActivationExpression;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ActivationExpression that
                && name.equals(that.name)
                && operation == that.operation
                && operand.equals(that.operand)
                && kernel.equals(that.kernel)
                && children.equals(that.children);
    }

    @Override
    public int hashCode() {
        return Objects.hash(name, operation, operand, kernel, children);
    }
}
