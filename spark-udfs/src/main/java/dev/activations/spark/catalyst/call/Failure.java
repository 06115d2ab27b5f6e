package dev.activations.spark.catalyst.call;

import org.apache.spark.QueryContext;
import org.apache.spark.sql.AnalysisException;
import scala.Option;
import scala.collection.immutable.Map$;

/** An error in a query, said in a sentence of our own. */
public final class Failure {

    private Failure() {}

    /** Throws Spark's own kind of exception, to which Spark adds the place in the query; never returns. */
    public static RuntimeException ofAnalysis(String sentence) {
        return unchecked(new AnalysisException(
                sentence,
                Option.empty(),
                Option.empty(),
                Option.empty(),
                Option.empty(),
                Map$.MODULE$.empty(),
                new QueryContext[0]));
    }

    /** AnalysisException is a checked exception to Java only; Scala's signatures do not declare it. */
    @SuppressWarnings("unchecked")
    private static <E extends Throwable> RuntimeException unchecked(Throwable failure) throws E {
        throw (E) failure;
    }
}
