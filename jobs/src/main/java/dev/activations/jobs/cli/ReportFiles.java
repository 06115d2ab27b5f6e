package dev.activations.jobs.cli;

import dev.activations.jobs.DiagnosedLog;
import dev.activations.jobs.Report;
import dev.activations.jobs.report.HtmlReport;
import dev.activations.jobs.report.JsonReport;
import dev.activations.jobs.report.MarkdownReport;

/** The files that {@code --output} writes: the report for programs and for people, and its tables. */
final class ReportFiles {

    private ReportFiles() {}

    static void write(DiagnosedLog diagnosed, OutputFolder folder) {
        Report report = diagnosed.report();
        folder.write("report.json", out -> JsonReport.write(report, out));
        folder.write("report.html", HtmlReport.write(report));
        folder.write("report.md", MarkdownReport.write(report));
        diagnosed.layers().coalesce(1).write().parquet(folder.table("layers"));
        diagnosed.units().write().parquet(folder.table("units"));
        diagnosed.findings().coalesce(1).write().parquet(folder.table("findings"));
    }
}
