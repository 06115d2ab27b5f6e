package dev.activations.jobs.output;

import dev.activations.jobs.DiagnosedLog;
import dev.activations.jobs.Report;
import dev.activations.jobs.report.OutputPart;
import dev.activations.jobs.report.ReportOptions;
import java.util.Set;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;

/** The files that {@code --output} writes: the report for programs and for people, and its tables. */
final class ReportFiles {

    private ReportFiles() {}

    static void write(DiagnosedLog diagnosed, Set<OutputPart> parts, ReportOptions options, OutputFolder folder) {
        Report report = diagnosed.report();
        for (OutputPart part : parts) {
            part.format(options)
                    .ifPresentOrElse(
                            format -> folder.write(files -> format.write(report, files)),
                            () -> writeTables(diagnosed, folder));
        }
    }

    private static void writeTables(DiagnosedLog diagnosed, OutputFolder folder) {
        folder.write(() -> {
            write(diagnosed.layers().coalesce(1), folder.table("layers"));
            write(diagnosed.units(), folder.table("units"));
            write(diagnosed.findings().coalesce(1), folder.table("findings"));
        });
    }

    /** Into the folder itself, which is published as the table. */
    static void writeStatistics(DiagnosedLog diagnosed, OutputFolder folder) {
        write(diagnosed.statistics(), folder.table("."));
    }

    /** On a disk, without the hidden checksums that Hadoop puts beside each file there. */
    static void write(Dataset<Row> table, String folder) {
        table.write()
                .option("fs.file.impl", RawLocalFileSystem.class.getName())
                .option("fs.file.impl.disable.cache", true)
                .mode(SaveMode.Append)
                .parquet(folder);
    }
}
