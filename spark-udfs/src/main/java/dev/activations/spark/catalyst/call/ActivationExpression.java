package dev.activations.spark.catalyst.call;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.analysis.TypeCheckResult;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.ImplicitCastInputTypes;
import org.apache.spark.sql.catalyst.expressions.codegen.CodegenContext;
import org.apache.spark.sql.catalyst.expressions.codegen.ExprCode;
import org.apache.spark.sql.types.AbstractDataType;
import org.apache.spark.sql.types.DataType;
import scala.collection.immutable.IndexedSeq;
import scala.collection.immutable.Seq;

/**
 * An activation function in a query plan, such as {@code leaky_relu(x, 0.2)}: named, cast and folded as Spark's own
 * functions are, and evaluated by the call that its {@link InputForm} makes. Its children are the arguments as written:
 * the inputs, then parameters.
 */
public final class ActivationExpression extends Expression implements ImplicitCastInputTypes, Serializable {

    private static final long serialVersionUID = 1;

    private final String name;
    private final InputForm form;
    private final KernelSource kernel;
    private final List<AbstractDataType> parameterTypes;
    private final Seq<Expression> children;
    private transient Expression call;

    /**
     * @param parameterTypes what the arguments behind the inputs are to be cast to
     * @param arguments the inputs and the parameters
     */
    public ActivationExpression(
            String name,
            InputForm form,
            KernelSource kernel,
            List<AbstractDataType> parameterTypes,
            List<Expression> arguments) {
        this(name, form, kernel, List.copyOf(parameterTypes), ScalaLists.<Expression>seq(arguments));
    }

    private ActivationExpression(
            String name,
            InputForm form,
            KernelSource kernel,
            List<AbstractDataType> parameterTypes,
            Seq<Expression> children) {
        this.name = name;
        this.form = form;
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
        return new ActivationExpression(name, form, kernel, parameterTypes, newChildren);
    }

    @Override
    public Seq<AbstractDataType> inputTypes() {
        List<AbstractDataType> types = new ArrayList<>(form.expected(inputTypesGiven()));
        types.addAll(parameterTypes);
        return ScalaLists.seq(types);
    }

    /** Named here because Java would take the superclass's check, which checks nothing. */
    @Override
    public TypeCheckResult checkInputDataTypes() {
        return ImplicitCastInputTypes.super.checkInputDataTypes();
    }

    @Override
    public DataType dataType() {
        return form.result(inputTypesGiven());
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

    private List<Expression> inputs() {
        return ScalaLists.list(children).subList(0, form.count());
    }

    private List<DataType> inputTypesGiven() {
        return inputs().stream().map(Expression::dataType).toList();
    }

    private Expression call() {
        if (call == null) {
            call = form.call(kernel.expression(form.kernelClass(), ScalaLists.list(children)), inputs());
        }
        return call;
    }

    @Override
    public int productArity() {
        return 4;
    }

    @Override
    public Object productElement(int index) {
        return switch (index) {
            case 0 -> name;
            case 1 -> form;
            case 2 -> kernel;
            case 3 -> children;
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
                && form.equals(that.form)
                && kernel.equals(that.kernel)
                && children.equals(that.children);
    }

    @Override
    public int hashCode() {
        return Objects.hash(name, form, kernel, children);
    }
}
