package dev.activations.spark.catalyst.catalog;

import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.analysis.FunctionRegistry;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.ExpressionInfo;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.rules.Rule;
import scala.Function1;
import scala.collection.immutable.Seq;

/**
 * Puts our functions in the place of Spark's own of the same name (tanh) when a session analyzes its first query. Injected as
 * the others are, each would bring a warning of Spark's at the start of every session; the batch of hints is the first that
 * has the session's registry and comes before functions are looked up.
 */
final class ReplacedFunctions extends Rule<LogicalPlan> {

    /** A function that replaces Spark's. */
    record Replacement(String name, ExpressionInfo info, Function1<Seq<Expression>, Expression> builder) {}

    private final SparkSession session;
    private final List<Replacement> replacements;
    private boolean done;

    ReplacedFunctions(SparkSession session, List<Replacement> replacements) {
        this.session = session;
        this.replacements = replacements;
    }

    @Override
    public synchronized LogicalPlan apply(LogicalPlan plan) {
        if (!done && session instanceof org.apache.spark.sql.classic.SparkSession classic) {
            done = true;
            FunctionRegistry registry = classic.sessionState().functionRegistry();
            replacements.forEach(
                    function -> SqlFunctions.register(registry, function.name(), function.info(), function.builder()));
        }
        return plan;
    }
}
