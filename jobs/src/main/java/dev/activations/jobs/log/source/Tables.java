package dev.activations.jobs.log.source;

import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Tables that are folders: each is read through its own Spark source. */
final class Tables {

    private Tables() {}

    static Dataset<Row> read(SparkSession spark, String format, List<LogFile> folders) {
        return folders.stream()
                .map(folder -> SparkSource.read(spark, format, List.of(ReadFailure.text(folder.path()))))
                .reduce((rows, more) -> rows.unionByName(more, true))
                .orElseThrow();
    }
}
