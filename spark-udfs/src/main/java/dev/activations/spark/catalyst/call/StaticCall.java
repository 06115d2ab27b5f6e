package dev.activations.spark.catalyst.call;

import java.util.List;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.objects.StaticInvoke;
import org.apache.spark.sql.types.DataType;
import scala.Option;

/** Spark's expression for calling a static Java method, the one that it generates the fastest code for. */
final class StaticCall {

    private StaticCall() {}

    /** A call that is not made, its result NULL, where an argument is NULL. */
    static Expression of(
            Class<?> owner, String method, DataType result, boolean resultMayBeNull, List<Expression> arguments) {
        boolean skipOnNull = true;
        boolean deterministic = true;
        return new StaticInvoke(
                owner,
                result,
                method,
                ScalaLists.seq(arguments),
                ScalaLists.seq(List.of()),
                skipOnNull,
                resultMayBeNull,
                deterministic,
                Option.empty());
    }
}
