package dev.activations.spark.catalyst.call;

import org.apache.spark.QueryContext;
import org.apache.spark.sql.AnalysisException;
import scala.Option;
import scala.collection.immutable.Map;

/** An error in a query, said in a sentence of our own. */
public final class Failure {

    /**
     * Spark's error class for a sentence that is not Spark's own. PySpark makes the message anew from class and parameters,
     * and fails without a class.
     */
    static final String CONDITION = "USER_RAISED_EXCEPTION";

    private static final String PARAMETER = "errorMessage";

    private Failure() {}

    /** Throws Spark's own kind of exception, to which Spark adds the place in the query; never returns. */
    public static RuntimeException ofAnalysis(String sentence) {
        return unchecked(new AnalysisException(
                sentence,
                Option.empty(),
                Option.empty(),
                Option.empty(),
                Option.apply(CONDITION),
                new Map.Map1<>(PARAMETER, sentence),
                new QueryContext[0]));
    }

    /** AnalysisException is a checked exception to Java only; Scala's signatures do not declare it. */
    @SuppressWarnings("unchecked")
    private static <E extends Throwable> RuntimeException unchecked(Throwable failure) throws E {
        throw (E) failure;
    }
}
