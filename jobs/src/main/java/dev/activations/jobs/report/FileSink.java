package dev.activations.jobs.report;

import java.io.IOException;
import java.io.OutputStream;

/** Where a report format puts its files. */
@FunctionalInterface
public interface FileSink {

    /**
     * A new file, for the format to write and close.
     *
     * @param path below the output folder, with {@code /} between folders, such as {@code report.html}; without colons,
     *     which Hadoop refuses
     * @throws IOException where it cannot be created
     */
    OutputStream create(String path) throws IOException;
}
