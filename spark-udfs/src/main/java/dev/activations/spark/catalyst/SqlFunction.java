package dev.activations.spark.catalyst;

import dev.activations.functions.Entry;
import org.apache.spark.sql.catalyst.analysis.FunctionRegistry$;
import org.apache.spark.sql.catalyst.expressions.Expression;
import scala.Function1;
import scala.Option;
import scala.Tuple2;
import scala.collection.immutable.Seq;

/**
 * One function of SQL.
 *
 * @param name what it is called in a query
 * @param entry the catalogue's row that it comes from
 * @param operation what of the row it computes
 */
record SqlFunction(String name, Entry entry, Operation operation) {

    /** Spark's own function of this name (tanh), which ours extends to arrays only. */
    Option<Function1<Seq<Expression>, Expression>> sparks() {
        return FunctionRegistry$.MODULE$.expressions().get(name).map(Tuple2::_2);
    }

    boolean extendsSparks() {
        return sparks().isDefined();
    }
}
