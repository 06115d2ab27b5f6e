package dev.activations.spark.catalyst.call;

import java.util.List;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.Literal;
import org.apache.spark.sql.catalyst.expressions.objects.Invoke;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.ObjectType;

/** Spark's expression for calling a method of an object that is part of the plan. */
final class ObjectCall {

    private ObjectCall() {}

    /** A call that is not made, its result NULL, where an argument is NULL. */
    static Expression of(
            Object target, String method, DataType result, boolean resultMayBeNull, List<Expression> arguments) {
        boolean skipOnNull = true;
        boolean deterministic = true;
        return new Invoke(
                new Literal(target, new ObjectType(target.getClass())),
                method,
                result,
                ScalaLists.seq(arguments),
                ScalaLists.seq(List.of()),
                skipOnNull,
                resultMayBeNull,
                deterministic);
    }
}
