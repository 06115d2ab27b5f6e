package dev.activations.spark;

import dev.activations.spark.catalyst.SqlFunctions;
import org.apache.spark.sql.SparkSession;

/** Adds the activation functions to a session that runs already, as in a notebook to which the jar came late. */
public final class Activations {

    private Activations() {}

    /**
     * Registers every activation function in this session's SQL, exactly as {@link ActivationsExtensions} would have.
     * Sessions made from this one by {@code newSession()} need a call of their own.
     *
     * @throws IllegalArgumentException if the session is one of Spark Connect: there the server has to have the functions
     */
    public static void registerAll(SparkSession spark) {
        SqlFunctions.registerIn(spark);
    }
}
