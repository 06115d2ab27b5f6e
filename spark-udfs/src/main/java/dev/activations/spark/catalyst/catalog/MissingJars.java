package dev.activations.spark.catalyst.catalog;

import static scala.jdk.javaapi.CollectionConverters.asJava;

import dev.activations.spark.catalyst.call.Failure;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.SparkSessionExtensions;
import org.apache.spark.sql.catalyst.FunctionIdentifier;
import org.apache.spark.sql.catalyst.analysis.UnresolvedFunction;
import org.apache.spark.sql.catalyst.catalog.SessionCatalog;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.rules.Rule;

/**
 * What a session without the other jars of this project says of a function that nobody has: which jars bring ours. Of an
 * extension that fails Spark only writes to its log, and later that there is no such routine. Uses nothing that is in those
 * jars. It is in the batch of hints because Spark looks functions up in the next one.
 */
public final class MissingJars extends Rule<LogicalPlan> {

    private final SparkSession session;
    private final String sentence;

    private MissingJars(SparkSession session, String sentence) {
        this.session = session;
        this.sentence = sentence;
    }

    /** The sentence that names the jars. */
    public static String sentence(LinkageError cause) {
        return "activations-spark-udfs needs the jars activations-functions and activations-arrow-batch of the same version"
                + "; without them its functions are missing (%s)".formatted(cause);
    }

    /** Has every session of these extensions say so when a query calls a function that is not there. */
    public static void tellIn(SparkSessionExtensions extensions, LinkageError cause) {
        extensions.injectHintResolutionRule(session -> new MissingJars(session, sentence(cause)));
    }

    @Override
    public LogicalPlan apply(LogicalPlan plan) {
        if (session instanceof org.apache.spark.sql.classic.SparkSession classic) {
            require(plan, classic.sessionState().catalog());
        }
        return plan;
    }

    private void require(LogicalPlan plan, SessionCatalog catalog) {
        asJava(plan.expressions()).forEach(expression -> require(expression, catalog));
        asJava(plan.children()).forEach(child -> require(child, catalog));
    }

    private void require(Expression expression, SessionCatalog catalog) {
        if (expression instanceof UnresolvedFunction function
                && function.nameParts().size() == 1
                && !catalog.functionExists(
                        new FunctionIdentifier(function.nameParts().head()))) {
            throw Failure.ofAnalysis(
                    "there is no function %s: %s".formatted(function.nameParts().head(), sentence));
        }
        asJava(expression.children()).forEach(child -> require(child, catalog));
    }
}
