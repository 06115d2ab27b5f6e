package dev.activations.spark.catalyst.aggregate;

import dev.activations.functions.Catalogue;
import dev.activations.spark.catalyst.aggregate.ArrayAggregate.Offsets;
import dev.activations.spark.catalyst.call.Failure;
import dev.activations.spark.catalyst.call.ScalaLists;
import dev.activations.spark.catalyst.call.SqlFunction;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.apache.spark.sql.catalyst.analysis.ExpressionBuilder;
import org.apache.spark.sql.catalyst.analysis.FunctionRegistry$;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.ExpressionInfo;
import org.apache.spark.sql.catalyst.expressions.Literal;
import org.apache.spark.sql.catalyst.plans.logical.FunctionSignature;
import org.apache.spark.sql.catalyst.plans.logical.InputParameter;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.IntegralType;
import org.apache.spark.sql.types.NullType;
import org.apache.spark.sql.types.StringType;
import scala.Option;
import scala.collection.immutable.Seq;

/** The aggregates of SQL: what the outputs of a layer, one array per sample, say about its units. */
public final class AggregateFunctions {

    /** An argument that is not given. */
    private static final Literal NOT_GIVEN = Literal.create(null, DataTypes.LongType);

    private static final Offsets AT_START = new Offsets(0, 0);

    private AggregateFunctions() {}

    /**
     * One aggregate function.
     *
     * @param arguments the names of the arguments
     * @param required how many of them, from the first on, have to be given; the others are NULL otherwise
     * @param documented what {@code DESCRIBE FUNCTION EXTENDED} says
     */
    public record Aggregate(
            String name,
            List<String> arguments,
            int required,
            ExpressionInfo documented,
            Function<List<Expression>, Expression> made)
            implements ExpressionBuilder {

        public Expression apply(Seq<Expression> written) {
            return build(name, FunctionRegistry$.MODULE$.rearrangeExpressions(name, this, written));
        }

        @Override
        public Option<FunctionSignature> functionSignature() {
            List<InputParameter> parameters = IntStream.range(0, arguments.size())
                    .mapToObj(i -> new InputParameter(
                            arguments.get(i), i < required ? Option.empty() : Option.apply(NOT_GIVEN)))
                    .toList();
            return Option.apply(new FunctionSignature(ScalaLists.seq(parameters)));
        }

        @Override
        public Expression build(String called, Seq<Expression> ordered) {
            List<Expression> given = ScalaLists.list(ordered);
            boolean array =
                    given.get(0).dataType() instanceof ArrayType || given.get(0).dataType() instanceof NullType;
            if (!array) {
                throw Failure.ofAnalysis("%s takes an array of numbers per row, got %s"
                        .formatted(name, given.get(0).dataType().sql()));
            }
            return made.apply(given);
        }
    }

    public static List<Aggregate> all(String prefix) {
        return List.of(activationStats(prefix + "activation_stats"), unitFiringCounts(prefix + "unit_firing_counts"));
    }

    private static Aggregate activationStats(String name) {
        ExpressionInfo info = info(
                name,
                "_FUNC_(values, activation[, sample]) - Returns what a layer's outputs tell about its units: "
                        + "a struct with the names of the diagnosis report; NULL where outputs do not tell.",
                "      * values - the outputs of the layer in one row, an array of numbers as long in every row\n"
                        + "      * activation - the layer's activation function, such as 'relu' or "
                        + "'leaky_relu(alpha=0.2)'; a constant\n"
                        + "      * sample - the number of the sample that the row is of, where a sample may have several "
                        + "rows: what is proven rests on different samples; without it every row is a sample\n",
                "      > SELECT _FUNC_(v, 'relu').never_fired_units FROM VALUES (array(0F, 1F)), (array(0F, 0F)) AS t(v);\n"
                        + "       1\n");
        return new Aggregate(
                name,
                List.of("values", "activation", "sample"),
                2,
                info,
                given -> new ActivationStats(columns(name, given), activation(name, given.get(1)), AT_START));
    }

    private static Seq<Expression> columns(String name, List<Expression> given) {
        Expression sample = given.get(2);
        if (sample.equals(NOT_GIVEN)) {
            return ScalaLists.seq(List.of(given.get(0)));
        }
        if (!(sample.dataType() instanceof IntegralType)) {
            throw Failure.ofAnalysis("%s: sample must be the sample's number, an integer, got %s; of a text, xxhash64"
                    .formatted(name, sample.dataType().sql()));
        }
        return ScalaLists.seq(List.of(given.get(0), sample));
    }

    private static Aggregate unitFiringCounts(String name) {
        ExpressionInfo info = info(
                name,
                "_FUNC_(values) - Returns, for every unit of a layer, the number of rows in which its value is above 0.",
                "      * values - the outputs of the layer in one sample, an array of numbers as long in every row\n",
                "      > SELECT _FUNC_(v) FROM VALUES (array(0F, 1F)), (array(-1F, 2F)) AS t(v);\n       [0,2]\n");
        return new Aggregate(
                name, List.of("values"), 1, info, given -> new UnitFiringCounts(ScalaLists.seq(given), AT_START));
    }

    private static String activation(String name, Expression argument) {
        if (!argument.foldable() || !(argument.dataType() instanceof StringType)) {
            throw Failure.ofAnalysis(
                    "%s: activation must be a constant text such as 'relu', got %s".formatted(name, argument.sql()));
        }
        try {
            return Catalogue.named(String.valueOf(argument.eval(null))).call();
        } catch (IllegalArgumentException e) {
            throw Failure.ofAnalysis(name + ": " + e.getMessage());
        }
    }

    private static ExpressionInfo info(String name, String usage, String arguments, String examples) {
        return new ExpressionInfo(
                ArrayAggregate.class.getName(),
                null,
                name,
                usage,
                "\n    Arguments:\n" + arguments,
                "\n    Examples:\n" + examples + "  ",
                "",
                "agg_funcs",
                SqlFunction.SINCE,
                "",
                "java_udf");
    }
}
