package dev.activations.spark.catalyst.catalog;

import org.apache.spark.SparkEnv;

/** What the names of all functions begin with in the sessions of this context. */
public final class ConfiguredPrefix {

    /** The setting that says so. */
    public static final String SETTING = "spark.activations.prefix";

    private ConfiguredPrefix() {}

    /** The prefix; empty for none. Extensions see the settings of the context only, as they were when it started. */
    public static String get() {
        SparkEnv environment = SparkEnv.get();
        String prefix = environment == null ? "" : environment.conf().get(SETTING, "");
        SqlFunctions.requirePrefix(prefix);
        return prefix;
    }
}
