package dev.activations.spark.catalyst.catalog;

import dev.activations.functions.Entry;
import dev.activations.functions.Parameter;
import dev.activations.spark.catalyst.call.ActivationExpression;
import dev.activations.spark.catalyst.call.Failure;
import dev.activations.spark.catalyst.call.InputForm;
import dev.activations.spark.catalyst.call.KernelSource;
import dev.activations.spark.catalyst.call.Operand;
import dev.activations.spark.catalyst.call.ParameterArguments;
import dev.activations.spark.catalyst.call.ScalaLists;
import dev.activations.spark.catalyst.call.SqlFunction;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.catalyst.analysis.ExpressionBuilder;
import org.apache.spark.sql.catalyst.analysis.FunctionRegistry$;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.Literal;
import org.apache.spark.sql.catalyst.plans.logical.FunctionSignature;
import org.apache.spark.sql.catalyst.plans.logical.InputParameter;
import org.apache.spark.sql.internal.SQLConf;
import org.apache.spark.sql.types.AbstractDataType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import scala.Function1;
import scala.Option;
import scala.Some;
import scala.collection.immutable.Seq;

/**
 * Makes the expression for a call in SQL: puts named arguments into order, fills in defaults, and checks the parameters
 * that are constants.
 *
 * <p>Where Spark has a function of that name itself (tanh), it stays Spark's for numbers.
 */
final class ActivationBuilder implements ExpressionBuilder {

    private final SqlFunction function;
    private final List<Optional<Literal>> defaults;
    private final Option<Function1<Seq<Expression>, Expression>> sparksOwn;

    ActivationBuilder(SqlFunction function) {
        this.function = function;
        defaults = function.entry().parameters().stream()
                .map(ActivationBuilder::defaultOf)
                .toList();
        sparksOwn = function.sparks();
    }

    /** The expression for the arguments as written. */
    Expression apply(Seq<Expression> written) {
        return build(function.name(), FunctionRegistry$.MODULE$.rearrangeExpressions(function.name(), this, written));
    }

    @Override
    public Option<FunctionSignature> functionSignature() {
        List<InputParameter> parameters = new ArrayList<>();
        entry().inputs().forEach(input -> parameters.add(new InputParameter(input, Option.empty())));
        for (int i = 0; i < defaults.size(); i++) {
            parameters.add(new InputParameter(
                    parameter(i).name(),
                    Option.<Expression>apply(defaults.get(i).orElse(null))));
        }
        return new Some<>(new FunctionSignature(ScalaLists.seq(parameters)));
    }

    @Override
    public Expression build(String name, Seq<Expression> ordered) {
        List<Expression> arguments = withoutTrailingDefaults(ScalaLists.list(ordered));
        List<DataType> inputs = arguments.subList(0, inputCount()).stream()
                .map(Expression::dataType)
                .toList();
        if (sparksOwn.isDefined() && isNumber(inputs.get(0))) {
            return sparksOwn.get().apply(ScalaLists.seq(arguments));
        }
        KernelSource kernel = new ParameterArguments(name, entry(), arguments).kernel();
        return new ActivationExpression(name, form(name, inputs, kernel), kernel, parameterTypes(arguments), arguments);
    }

    private InputForm form(String name, List<DataType> inputs, KernelSource kernel) {
        try {
            return function.form(name, inputs, kernel, SQLConf.get().ansiEnabled());
        } catch (IllegalArgumentException e) {
            throw Failure.ofAnalysis(e.getMessage());
        }
    }

    private boolean isNumber(DataType input) {
        return Operand.of(input, function.operation()).shape() == Operand.Shape.NUMBER;
    }

    /** What nobody wrote is no part of the column's name. */
    private List<Expression> withoutTrailingDefaults(List<Expression> arguments) {
        int written = arguments.size();
        while (written > inputCount()
                && arguments.get(written - 1)
                        == defaults.get(written - 1 - inputCount()).orElse(null)) {
            written--;
        }
        return arguments.subList(0, written);
    }

    private List<AbstractDataType> parameterTypes(List<Expression> arguments) {
        List<AbstractDataType> types = new ArrayList<>();
        for (int i = 0; i < arguments.size() - inputCount(); i++) {
            types.add(parameter(i) instanceof Parameter.Number ? DataTypes.DoubleType : DataTypes.StringType);
        }
        return types;
    }

    private Entry entry() {
        return function.entry();
    }

    private int inputCount() {
        return entry().inputs().size();
    }

    private Parameter parameter(int index) {
        return entry().parameters().get(index);
    }

    /** The default as an object of its own, so that it is known again among the arguments. */
    private static Optional<Literal> defaultOf(Parameter parameter) {
        return parameter
                .defaultValue()
                .map(value ->
                        Literal.create(value, value instanceof Double ? DataTypes.DoubleType : DataTypes.StringType));
    }
}
