package dev.activations.jobs;

import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;

/** Makes an activation log of JSON lines, with whatever columns a test needs beside the common ones. */
final class LogLines {

    private static final String COMMON =
            "step BIGINT, layer STRING, activation STRING, sample BIGINT, " + "pre ARRAY<DOUBLE>, post ARRAY<DOUBLE>";

    private LogLines() {}

    /** @param columns more columns, as in {@code CREATE TABLE} */
    static Dataset<Row> of(String columns, List<String> lines) {
        Dataset<String> text = Sessions.shared().createDataset(lines, Encoders.STRING());
        String schema = columns.isEmpty() ? COMMON : COMMON + ", " + columns;
        return Sessions.shared().read().schema(schema).json(text).repartition(3);
    }

    /** One row: {@code fields} in JSON's form but with single quotes, such as {@code 'post': [1, 2]}. */
    static String row(long step, long sample, String fields) {
        return "{'step': %d, 'layer': 'fc', 'sample': %d, %s}"
                .formatted(step, sample, fields)
                .replace('\'', '"');
    }
}
