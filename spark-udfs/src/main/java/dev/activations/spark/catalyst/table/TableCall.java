package dev.activations.spark.catalyst.table;

import dev.activations.spark.catalyst.call.Constants;
import dev.activations.spark.catalyst.call.Failure;
import dev.activations.spark.catalyst.call.ScalaLists;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.analysis.FunctionRegistry$;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.FunctionTableSubqueryArgumentExpression;
import org.apache.spark.sql.catalyst.expressions.Literal;
import org.apache.spark.sql.catalyst.plans.logical.CTERelationRef;
import org.apache.spark.sql.catalyst.plans.logical.FunctionBuilderBase;
import org.apache.spark.sql.catalyst.plans.logical.FunctionSignature;
import org.apache.spark.sql.catalyst.plans.logical.InputParameter;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StringType;
import scala.Option;
import scala.collection.immutable.Seq;

/**
 * Makes the plan for a call of a table function. Spark has analysed the plan of a {@code TABLE} argument by then; the call's
 * own plan is a relation that computes its rows when the query runs, so that no job starts while a query is analysed.
 */
final class TableCall implements FunctionBuilderBase<LogicalPlan> {

    /** A setting that is not given. */
    private static final Literal NOT_GIVEN = Literal.create(null, DataTypes.StringType);

    private final TableFunction function;

    TableCall(TableFunction function) {
        this.function = function;
    }

    /** The plan for the arguments as written. */
    LogicalPlan apply(Seq<Expression> written) {
        return build(function.name(), FunctionRegistry$.MODULE$.rearrangeExpressions(function.name(), this, written));
    }

    @Override
    public Option<FunctionSignature> functionSignature() {
        List<InputParameter> parameters = new ArrayList<>();
        parameters.add(new InputParameter(function.table(), Option.empty()));
        function.settings().forEach(name -> parameters.add(new InputParameter(name, Option.apply(NOT_GIVEN))));
        return Option.apply(new FunctionSignature(ScalaLists.seq(parameters)));
    }

    @Override
    public LogicalPlan build(String name, Seq<Expression> ordered) {
        List<Expression> arguments = ScalaLists.list(ordered);
        org.apache.spark.sql.classic.SparkSession session =
                (org.apache.spark.sql.classic.SparkSession) SparkSession.active();
        Dataset<Row> table = table(session, arguments.get(0));
        TableFunction.Answer answer = function.body().call(table, settings(arguments.subList(1, arguments.size())));
        return session.baseRelationToDataFrame(new LaterTable(session, answer))
                .queryExecution()
                .analyzed();
    }

    private Dataset<Row> table(org.apache.spark.sql.classic.SparkSession session, Expression argument) {
        if (argument instanceof FunctionTableSubqueryArgumentExpression table) {
            if (table.hasRepartitioning()) {
                throw Failure.ofAnalysis(
                        "%s reads its table as a whole: leave out PARTITION BY and WITH SINGLE PARTITION"
                                .formatted(function.name()));
            }
            requireNoName(table.plan());
            return org.apache.spark.sql.classic.Dataset.ofRows(session, table.plan());
        }
        if (argument.dataType() instanceof StringType && Constants.isConstant(argument)) {
            Object name = Constants.value(argument);
            if (name != null) {
                return session.table((String) name);
            }
        }
        throw Failure.ofAnalysis("%s reads a table, as in %s(TABLE(%s)), or one by its name, '%s'; got %s"
                .formatted(function.name(), function.name(), function.table(), function.table(), argument.sql()));
    }

    /** What WITH names is a part of the query around the call, and so not of the table's own plan. */
    private void requireNoName(LogicalPlan plan) {
        if (plan instanceof CTERelationRef) {
            throw Failure.ofAnalysis(("%s cannot read a table that WITH names: write its query into the call, as in"
                            + " %s(TABLE(SELECT …)), or make it a temporary view")
                    .formatted(function.name(), function.name()));
        }
        ScalaLists.list(plan.children()).forEach(this::requireNoName);
    }

    private Map<String, Object> settings(List<Expression> arguments) {
        Map<String, Object> settings = new LinkedHashMap<>();
        for (int i = 0; i < arguments.size(); i++) {
            String name = function.settings().get(i);
            if (!Constants.isConstant(arguments.get(i))) {
                throw Failure.ofAnalysis("%s: %s must be a constant, got %s"
                        .formatted(function.name(), name, arguments.get(i).sql()));
            }
            Object value = Constants.value(arguments.get(i));
            if (value != null) {
                settings.put(name, value);
            }
        }
        return settings;
    }
}
