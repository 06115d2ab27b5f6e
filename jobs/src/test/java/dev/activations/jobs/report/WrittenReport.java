package dev.activations.jobs.report;

import dev.activations.jobs.ActivationDiagnostics;
import dev.activations.jobs.Report;
import dev.activations.jobs.log.layout.LogColumn;
import dev.activations.jobs.log.source.LogSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;

/** Reports for the tests of formats, and the files that a format writes of them. */
final class WrittenReport {

    /** When reports of these tests are made. */
    static final Instant DATE = Instant.ofEpochSecond(1_700_000_000);

    static final Made MADE = new Made(Optional.of(DATE), Optional.of("1.2.3"), Optional.of("activations diagnose log"));

    private static final SparkSession SPARK = SparkSession.builder()
            .master("local[2]")
            .config("spark.sql.shuffle.partitions", 2)
            .getOrCreate();

    private WrittenReport() {}

    static Report ofTheDemo() {
        LogSource log = LogSource.open(
                SPARK, List.of("../examples/digits-log"), LogSource.AUTO, LogColumn.types(Map.of())::apply);
        return ActivationDiagnostics.on(log.rows())
                .withInput(log.paths(), log.format(), log.files())
                .run();
    }

    static Report of(String query) {
        return ActivationDiagnostics.on(SPARK.sql(query)).run();
    }

    /** Writes the files of a format into a folder. */
    static void write(Report report, ReportFormat format, Path folder) throws IOException {
        format.write(report, path -> {
            Path file = folder.resolve(path);
            Files.createDirectories(file.getParent());
            return Files.newOutputStream(file);
        });
    }
}
