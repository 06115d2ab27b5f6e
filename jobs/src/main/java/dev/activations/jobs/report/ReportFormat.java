package dev.activations.jobs.report;

import dev.activations.jobs.Report;
import java.io.IOException;

/**
 * One way to write a report into the output folder, as one file or several: one class a format, each an {@link OutputPart}.
 * Most are {@link OneFile}.
 */
public interface ReportFormat {

    /** The file or the folder in the output folder that it writes, such as {@code report.html}. */
    String file();

    /**
     * Writes the whole report.
     *
     * @throws IOException where {@code files} takes no more
     */
    void write(Report report, FileSink files) throws IOException;
}
