package dev.activations.spark;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.SparkSession;

/** The call of a SQL function by the name that it has in the active session. */
final class FunctionCall {

    private FunctionCall() {}

    static Column of(String name, Column... arguments) {
        return org.apache.spark.sql.functions.call_function(prefix() + name, arguments);
    }

    private static String prefix() {
        return SparkSession.getActiveSession()
                .flatMap(spark -> spark.conf().getOption(ActivationsExtensions.PREFIX))
                .getOrElse(() -> "");
    }
}
