package dev.activations.jobs.output;

import dev.activations.jobs.DiagnosedLog;
import dev.activations.jobs.report.OutputPart;
import dev.activations.jobs.report.ReportOptions;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;

/** The folders that a diagnosis is written to, if any: both are written aside before either is published. */
public final class OutputFolders implements AutoCloseable {

    private final Optional<OutputFolder> report;
    private final Optional<OutputFolder> statistics;

    private OutputFolders(Optional<OutputFolder> report, Optional<OutputFolder> statistics) {
        this.report = report;
        this.statistics = statistics;
    }

    /**
     * Makes sure that the folders can be written before any work is done.
     *
     * @param report a new folder for the report and its tables
     * @param statistics a new folder for what the log's rows add up to
     * @throws dev.activations.jobs.model.InputException if one exists, or nothing can be written where it is to be
     */
    public static OutputFolders at(Configuration hadoop, Optional<String> report, Optional<String> statistics) {
        Optional<OutputFolder> first = report.map(name -> OutputFolder.at(name, hadoop));
        try {
            return new OutputFolders(first, statistics.map(name -> OutputFolder.at(name, hadoop)));
        } catch (RuntimeException e) {
            first.ifPresent(OutputFolder::close);
            throw e;
        }
    }

    /** Writes these parts of the report, and the statistics, each if there is a folder for it. */
    public void write(DiagnosedLog diagnosed, Set<OutputPart> parts, ReportOptions options) {
        report.ifPresent(folder -> ReportFiles.write(diagnosed, parts, options, folder));
        statistics.ifPresent(folder -> ReportFiles.writeStatistics(diagnosed, folder));
        report.ifPresent(OutputFolder::publish);
        statistics.ifPresent(OutputFolder::publish);
    }

    @Override
    public void close() {
        report.ifPresent(OutputFolder::close);
        statistics.ifPresent(OutputFolder::close);
    }
}
