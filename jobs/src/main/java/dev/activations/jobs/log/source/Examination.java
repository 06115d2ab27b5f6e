package dev.activations.jobs.log.source;

import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.SerializableConfiguration;

/**
 * A look at every file of a log before it is read, on the machines of the cluster.
 *
 * @param files the files that can be read
 * @param bad the others, with the reason
 */
record Examination(List<LogFile> files, List<SkippedFile> bad) {

    /** What was learnt of one file: its facts, or why it cannot be read. */
    private record Outcome(FileFacts facts, String fault) implements Serializable {}

    static Examination of(SparkSession spark, LogFormat format, List<LogFile> files) {
        JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
        SerializableConfiguration hadoop =
                new SerializableConfiguration(spark.sparkContext().hadoopConfiguration());
        List<String> paths = files.stream().map(file -> file.path().toString()).toList();
        List<Outcome> outcomes = context.parallelize(paths, Math.min(paths.size(), context.defaultParallelism()))
                .map(path -> examine(format, new Path(path), hadoop))
                .collect();
        List<LogFile> good = new ArrayList<>();
        List<SkippedFile> bad = new ArrayList<>();
        for (int i = 0; i < files.size(); i++) {
            Outcome outcome = outcomes.get(i);
            if (outcome.fault() == null) {
                good.add(files.get(i).with(outcome.facts()));
            } else {
                bad.add(new SkippedFile(ReadFailure.text(files.get(i).path()), outcome.fault(), OptionalLong.empty()));
            }
        }
        return new Examination(good, bad);
    }

    private static Outcome examine(LogFormat format, Path path, SerializableConfiguration hadoop) {
        try {
            return new Outcome(format.examine(path, hadoop.value()), null);
        } catch (IOException | RuntimeException e) {
            return new Outcome(null, DamagedFile.reason(e));
        }
    }

    /** Files whose usual way of reading is another than that of the rest are read by their own names. */
    boolean allUsual() {
        return bad.isEmpty() && files.stream().allMatch(file -> file.isReadIn(FileFacts.USUAL));
    }

    /** How many files have checksums of what they hold. */
    long checksummed() {
        return files.stream().filter(file -> file.facts().checksums()).count();
    }
}
