package dev.activations.jobs.log.source;

import java.util.List;

/**
 * Where a log is, and what to do with files that cannot be read whole.
 *
 * @param paths files, folders or globs
 * @param format any Spark source, or {@link LogSource#AUTO}
 * @param skipBadFiles whether to go on without damaged files, rather than to refuse the log
 * @param refuseCutFiles whether to refuse a file that ends early, rather than to read what it has
 */
public record LogInput(List<String> paths, String format, boolean skipBadFiles, boolean refuseCutFiles) {

    public LogInput {
        paths = List.copyOf(paths);
    }

    /** Refuses damaged files, and reads what files have that end early. */
    public static LogInput of(List<String> paths, String format) {
        return new LogInput(paths, format, false, false);
    }
}
