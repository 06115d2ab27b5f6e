package dev.activations.spark.catalyst;

import dev.activations.functions.Parameter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.catalyst.analysis.ExpressionBuilder;
import org.apache.spark.sql.catalyst.analysis.FunctionRegistry$;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.Literal;
import org.apache.spark.sql.catalyst.plans.logical.FunctionSignature;
import org.apache.spark.sql.catalyst.plans.logical.InputParameter;
import org.apache.spark.sql.types.AbstractDataType;
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
        parameters.add(new InputParameter("x", Option.empty()));
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
        Expression input = arguments.get(0);
        boolean number = Operand.of(input.dataType(), function.operation()).shape() == Operand.Shape.NUMBER;
        if (sparksOwn.isDefined() && number) {
            return sparksOwn.get().apply(ScalaLists.seq(arguments));
        }
        KernelSource kernel = new ParameterArguments(name, function.entry(), arguments).kernel();
        return new ActivationExpression(name, function.operation(), kernel, parameterTypes(arguments), arguments);
    }

    /** What nobody wrote is no part of the column's name. */
    private List<Expression> withoutTrailingDefaults(List<Expression> arguments) {
        int written = arguments.size();
        while (written > 1
                && arguments.get(written - 1) == defaults.get(written - 2).orElse(null)) {
            written--;
        }
        return arguments.subList(0, written);
    }

    private List<AbstractDataType> parameterTypes(List<Expression> arguments) {
        List<AbstractDataType> types = new ArrayList<>();
        for (int i = 0; i < arguments.size() - 1; i++) {
            types.add(parameter(i) instanceof Parameter.Number ? DataTypes.DoubleType : DataTypes.StringType);
        }
        return types;
    }

    private Parameter parameter(int index) {
        return function.entry().parameters().get(index);
    }

    /** The default as an object of its own, so that it is known again among the arguments. */
    private static Optional<Literal> defaultOf(Parameter parameter) {
        return parameter
                .defaultValue()
                .map(value ->
                        Literal.create(value, value instanceof Double ? DataTypes.DoubleType : DataTypes.StringType));
    }
}
