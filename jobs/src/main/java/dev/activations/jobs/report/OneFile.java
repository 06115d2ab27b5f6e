package dev.activations.jobs.report;

import dev.activations.jobs.Report;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** A format that writes a report as one text file. */
public interface OneFile extends ReportFormat {

    /**
     * Writes the whole report in UTF-8, ending in a newline, and leaves {@code out} open.
     *
     * @throws IOException where {@code out} takes no more
     */
    void write(Report report, OutputStream out) throws IOException;

    @Override
    default void write(Report report, FileSink files) throws IOException {
        try (OutputStream out = files.create(file())) {
            write(report, out);
        }
    }

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
