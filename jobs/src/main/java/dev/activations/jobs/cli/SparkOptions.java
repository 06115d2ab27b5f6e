package dev.activations.jobs.cli;

import dev.activations.jobs.log.source.SparkMessage;
import dev.activations.jobs.model.InputException;
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
            description = "Where Spark runs, such as spark://host:7077. By default here, on all processors.")
    private String master;

    @Option(names = "--conf", paramLabel = "KEY=VALUE", description = "A setting of Spark's. Repeatable.")
    private Map<String, String> settings = new LinkedHashMap<>();

    @Option(
            names = "--jars",
            paramLabel = "FILES",
            description = "Jars of further Spark sources, separated by commas, as spark-submit takes them.")
    private String jars;

    @Option(
            names = "--packages",
            paramLabel = "COORDINATES",
            description = "The same by Maven coordinates, such as io.delta:delta-spark_4.1_2.13:4.1.0.")
    private String packages;

    @Option(names = "--verbose", description = "Show where an error was raised.")
    private boolean verbose;

    /** The session; the first call starts it. It ends with the process. */
    SparkSession session() {
        SparkConf conf = new SparkConf().setIfMissing("spark.app.name", "activations");
        settings.forEach(conf::set);
        if (master != null) {
            conf.setMaster(master);
        }
        conf.setIfMissing("spark.master", "local[*]")
                .setIfMissing("spark.ui.enabled", "false")
                .setIfMissing("spark.ui.showConsoleProgress", System.getProperty("activations.progress", "false"));
        if (conf.get("spark.master").startsWith("local")) {
            conf.setIfMissing("spark.driver.host", "127.0.0.1").setIfMissing("spark.driver.bindAddress", "127.0.0.1");
        } else {
            conf.setIfMissing("spark.jars", bundle());
        }
        ExtraJars.add(conf, jars, packages);
        try {
            if (!conf.contains(WAREHOUSE)) {
                conf.set(WAREHOUSE, temporaryFolder());
            }
            return SparkSession.builder().config(conf).getOrCreate();
        } catch (Exception e) { // Spark throws checked exceptions that it does not declare
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
