package dev.activations.jobs.report;

import dev.activations.jobs.Report;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** One way to write a report as a file of the output folder: one class a format, each in {@link #all}. */
public interface ReportFormat {

    /** Every format, in the order that files are written. A new one is one class and one entry here. */
    static List<ReportFormat> all(ReportedSteps kept, Made made) {
        return List.of(new JsonReport(kept, made), new HtmlReport(made), new MarkdownReport(made));
    }

    /** The file in the output folder, such as {@code report.html}. */
    String file();

    /**
     * Writes the whole report in UTF-8, ending in a newline.
     *
     * @throws IOException where {@code out} takes no more
     */
    void write(Report report, OutputStream out) throws IOException;

    /** The report as text. */
    default String text(Report report) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            write(report, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
