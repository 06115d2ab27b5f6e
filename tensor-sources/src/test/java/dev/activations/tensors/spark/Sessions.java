package dev.activations.tensors.spark;

import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** The Spark session that the tests share; it knows the sources because the jar's service file says so. */
final class Sessions {

    static final Path RESOURCES = Path.of("src/test/resources").toAbsolutePath();
    static final Path NUMPY = RESOURCES.resolve("numpy");
    static final Path TORCH = RESOURCES.resolve("torch");

    private Sessions() {}

    static SparkSession shared() {
        return Holder.SPARK;
    }

    /** The rows of a query. */
    static List<Row> rows(String sql) {
        return shared().sql(sql).collectAsList();
    }

    private static final class Holder {
        private static final SparkSession SPARK = SparkSession.builder()
                .master("local[2]")
                .appName("tensor sources tests")
                .config("spark.sql.shuffle.partitions", 2)
                .config("spark.sql.session.timeZone", "UTC")
                .getOrCreate();
    }
}
