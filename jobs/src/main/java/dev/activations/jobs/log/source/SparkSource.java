package dev.activations.jobs.log.source;

import dev.activations.jobs.model.InputException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.SparkThrowable;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Reads what only a Spark source of some name can read, and says which jar is missing where there is none. */
final class SparkSource {

    /** What {@code --packages} takes for the sources that logs are kept in. */
    private static final Map<String, String> PACKAGES = Map.of(
            "delta", "io.delta:delta-spark_4.1_2.13:4.1.0",
            "iceberg", "org.apache.iceberg:iceberg-spark-runtime-4.1_2.13:1.11.0",
            "avro", "org.apache.spark:spark-avro_2.13:4.1.0");

    private SparkSource() {}

    /** @throws InputException if there is no such source, with the package that has it where it is known */
    static Dataset<Row> read(SparkSession spark, String format, List<String> paths) {
        try {
            return spark.read().format(format).load(paths.toArray(String[]::new));
        } catch (Exception e) { // Spark throws checked exceptions that it does not declare
            throw missing(e, format, String.join(", ", paths)).orElseGet(() -> unreadable(e, paths));
        }
    }

    private static InputException unreadable(Exception e, List<String> paths) {
        return new InputException("cannot read %s: %s".formatted(String.join(", ", paths), SparkMessage.of(e)), e);
    }

    private static Optional<InputException> missing(Exception failure, String format, String paths) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            boolean absent = cause instanceof ClassNotFoundException
                    || cause instanceof NoClassDefFoundError
                    || cause instanceof SparkThrowable spark
                            && ("DATA_SOURCE_NOT_FOUND".equals(spark.getCondition())
                                    || "FAILED_FIND_DATA_SOURCE".equals(spark.getCondition()));
            if (absent) {
                return Optional.of(new InputException(
                        PACKAGES.containsKey(format)
                                ? "%s is of format %s, whose jar is not there; add --packages %s, or --jars with it"
                                        .formatted(paths, format, PACKAGES.get(format))
                                : "there is no Spark source %s; built in are %s; others need --packages or --jars"
                                        .formatted(format, LogFormats.names()),
                        failure));
            }
        }
        return Optional.empty();
    }
}
