package dev.activations.jobs.cli;

import dev.activations.jobs.log.source.SparkMessage;
import dev.activations.jobs.model.InputException;
import dev.activations.spark.ActivationsExtensions;
import dev.activations.spark.catalyst.catalog.SqlFunctions;
import java.io.IOException;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Option;

/** Where Spark runs, and the session that runs there. What {@code spark-submit} has set stays as it is. */
final class SparkOptions {

    private static final String WAREHOUSE = "spark.sql.warehouse.dir";

    @Option(
            names = "--master",
            paramLabel = "URL",
            description = "Where Spark runs, such as spark://host:7077. Default: this machine, all cores.")
    private String master;

    @Option(names = "--conf", paramLabel = "KEY=VALUE", description = "A Spark setting. Repeatable.")
    private Map<String, String> settings = new LinkedHashMap<>();

    @Option(
            names = "--jars",
            paramLabel = "FILES",
            description = "Jars of further Spark sources, separated by commas, as for spark-submit.")
    private String jars;

    @Option(
            names = "--packages",
            paramLabel = "COORDINATES",
            description = "Further Spark sources by Maven coordinates, such as io.delta:delta-spark_4.1_2.13:4.1.0.")
    private String packages;

    @Option(names = "--verbose", description = "Show the stack trace of an error.")
    private boolean verbose;

    /** Said by {@code bin/activations}: what is to be read is small, or a query has one row. */
    private static final boolean SMALL = Boolean.getBoolean("activations.small");

    /** What a process that ends with its one command needs of Spark on this machine. */
    private static final Map<String, String> HERE = Map.of(
            "spark.driver.host", "127.0.0.1",
            "spark.driver.bindAddress", "127.0.0.1",
            // A task without memory fails, and its command says so; by default Spark ends the process, with a status of
            // its own.
            "spark.executor.killOnFatalError.depth", "0",
            // Nobody adds classes to this session, so tasks need not ask the driver for them.
            "spark.sql.artifact.isolation.enabled", "false");

    /** So little is read faster than code for it is generated and compiled. */
    private static final Map<String, String> HERE_AND_SMALL = Map.of(
            "spark.sql.codegen.wholeStage", "false",
            "spark.sql.codegen.factoryMode", "NO_CODEGEN",
            "spark.sql.shuffle.partitions", "4",
            "spark.sql.adaptive.enabled", "false");

    /** The session; the first call starts it. It ends with the process. */
    SparkSession session() {
        SparkConf conf = new SparkConf().setIfMissing("spark.app.name", "activations");
        settings.forEach(conf::set);
        if (master != null) {
            conf.setMaster(master);
        }
        conf.setIfMissing("spark.master", "local[*]")
                .setIfMissing("spark.ui.enabled", "false")
                .setIfMissing("spark.ui.showConsoleProgress", "false");
        if (conf.get("spark.master").startsWith("local")) {
            HERE.forEach(conf::setIfMissing);
            if (SMALL) {
                HERE_AND_SMALL.forEach(conf::setIfMissing);
            }
        } else {
            conf.setIfMissing("spark.jars", bundle());
        }
        ExtraJars.add(conf, jars, packages);
        try {
            // Spark would only log it, and start without the functions.
            SqlFunctions.requirePrefix(conf.get(ActivationsExtensions.PREFIX, ""));
        } catch (IllegalArgumentException e) {
            throw new InputException("--conf %s: %s".formatted(ActivationsExtensions.PREFIX, e.getMessage()), e);
        }
        try {
            if (!conf.contains(WAREHOUSE)) {
                conf.set(WAREHOUSE, temporaryFolder());
            }
            return SparkSession.builder().config(conf).getOrCreate();
        } catch (Exception e) { // Spark throws checked exceptions that it does not declare
            if (e instanceof RuntimeException refusal && OutsideFaults.isTooLittleToStart(e)) {
                throw refusal;
            }
            throw new InputException(
                    "cannot start Spark on %s: %s".formatted(conf.get("spark.master"), SparkMessage.of(e)), e);
        }
    }

    /** A folder that goes with the process; Spark's own choice is one that stays where the user happens to be. */
    private static String temporaryFolder() throws IOException {
        Path folder = new Path(Files.createTempDirectory("activations-").toUri());
        folder.getFileSystem(new Configuration()).deleteOnExit(folder);
        return folder.toString();
    }

    /** Where this class came from: what executors need too. */
    private static String bundle() {
        return SparkOptions.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toString();
    }
}
