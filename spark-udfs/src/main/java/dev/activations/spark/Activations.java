package dev.activations.spark;

import dev.activations.spark.catalyst.catalog.MissingJars;
import dev.activations.spark.catalyst.catalog.SqlFunctions;
import org.apache.spark.sql.SparkSession;

/** Adds the activation functions to a running session, for example in a notebook to which the jar was added later. */
public final class Activations {

    private Activations() {}

    /**
     * Registers every activation function in this session's SQL, exactly as {@link ActivationsExtensions} would have.
     * Sessions made from this one by {@code newSession()} need a call of their own.
     *
     * @throws IllegalArgumentException if the session is one of Spark Connect: there the server has to have the functions
     */
    public static void registerAll(SparkSession spark) {
        registerAll(spark, "");
    }

    /**
     * Registers the functions as {@link #registerAll(SparkSession)} does, under names that begin with a prefix.
     *
     * @param prefix such as {@code act_}, for {@code act_relu} and so on
     * @throws IllegalArgumentException if the prefix is not of lower-case letters, digits and _
     * @throws IllegalStateException if the jars with the functions are not on the class path
     */
    public static void registerAll(SparkSession spark, String prefix) {
        try {
            SqlFunctions.registerIn(spark, prefix);
        } catch (LinkageError e) {
            throw new IllegalStateException(MissingJars.sentence(e), e);
        }
    }
}
