package dev.activations.jobs.log.source;

import dev.activations.jobs.model.InputException;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Reads what only a Spark source of some name can read, and says which jar is missing where there is none. */
final class SparkSource {

    private SparkSource() {}

    /** @throws InputException if there is no such source, with the package that has it where it is known */
    static Dataset<Row> read(SparkSession spark, String format, List<String> paths) {
        try {
            return spark.read().format(format).load(paths.toArray(String[]::new));
        } catch (Exception e) { // Spark throws checked exceptions that it does not declare
            throw MissingSource.of(format, e).orElseGet(() -> unreadable(e, paths));
        }
    }

    private static InputException unreadable(Exception e, List<String> paths) {
        return new InputException("cannot read %s: %s".formatted(String.join(", ", paths), SparkMessage.of(e)), e);
    }
}
