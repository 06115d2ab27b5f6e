package dev.activations.jobs.log.source;

import dev.activations.spark.catalyst.rows.PrimitiveRow;
import dev.activations.spark.catalyst.rows.PrimitiveRows;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.hadoop.fs.Path;
import org.apache.spark.rdd.InputFileBlockHolder;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Reads every file of a log to its end, each by itself, to find those whose damage only reading shows. */
final class ReadCheck {

    /** So large that Spark puts no two files, and no part of one, into a partition. */
    private static final String ONE_FILE = Long.toString(1L << 50);

    private ReadCheck() {}

    /** A file that could not be read to its end, and why. */
    private record Fault(String file, String reason) implements Serializable {}

    /** The files that cannot be read to their end. */
    static List<SkippedFile> unreadable(SparkSession spark, LogFormat format, List<LogFile> files, ColumnTypes types) {
        SparkSession session = spark.newSession();
        session.conf().set("spark.sql.files.maxPartitionBytes", ONE_FILE);
        session.conf().set("spark.sql.files.openCostInBytes", ONE_FILE);
        Dataset<Row> rows = SparkFiles.readAll(
                session, format, files.stream().map(LogFile::alone).toList(), types);
        List<Fault> faults =
                PrimitiveRows.of(rows).mapPartitions(ReadCheck::readToEnd).collect();
        Map<String, String> reasons = new HashMap<>();
        faults.forEach(fault -> reasons.put(ReadFailure.text(new Path(fault.file())), fault.reason()));
        return files.stream()
                .filter(file -> reasons.containsKey(ReadFailure.text(file.path())))
                .map(file -> new SkippedFile(
                        ReadFailure.text(file.path()), reasons.get(ReadFailure.text(file.path())), rows(file)))
                .toList();
    }

    private static OptionalLong rows(LogFile file) {
        return file.facts().rows() < 0
                ? OptionalLong.empty()
                : OptionalLong.of(file.facts().rows());
    }

    private static Iterator<Fault> readToEnd(Iterator<PrimitiveRow> rows) {
        List<Fault> faults = new ArrayList<>();
        try {
            while (rows.hasNext()) {
                rows.next();
            }
        } catch (Exception e) { // Spark throws checked exceptions that it does not declare
            faults.add(new Fault(InputFileBlockHolder.getInputFilePath().toString(), DamagedFile.reason(e)));
        }
        return faults.iterator();
    }
}
