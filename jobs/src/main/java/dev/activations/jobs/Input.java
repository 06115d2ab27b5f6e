package dev.activations.jobs;

import dev.activations.jobs.log.source.LogSource;
import dev.activations.jobs.log.source.SkippedFile;
import java.util.ArrayList;
import java.util.List;

/**
 * Where a log came from and how much of it there was.
 *
 * @param paths as given
 * @param format such as {@code parquet}; empty where a dataset was given
 * @param files how many files
 * @param checksummed how many of the files have checksums that tell damage
 * @param layout how the log is spelled, such as {@code rows}
 * @param filters the conditions that rows were chosen by, in SQL; none where all were read
 * @param rows rows read
 * @param missingRows rows with neither inputs nor outputs
 * @param skipped files that were given but are not in the report, or not wholly
 * @param notes what was taken for granted, a sentence each
 */
public record Input(
        List<String> paths,
        String format,
        long files,
        long checksummed,
        String layout,
        List<String> filters,
        long rows,
        long missingRows,
        List<SkippedFile> skipped,
        List<String> notes) {

    static final Input UNNAMED = new Input(List.of(), "", 0, 0, "", List.of(), 0, 0, List.of(), List.of());

    static Input of(List<String> paths, String format, long files) {
        return new Input(List.copyOf(paths), format, files, 0, "", List.of(), 0, 0, List.of(), List.of());
    }

    static Input of(LogSource source) {
        return new Input(
                source.paths(),
                source.format(),
                source.files(),
                source.checksummed(),
                "",
                List.of(),
                0,
                0,
                List.copyOf(source.skipped()),
                List.of());
    }

    Input chosenBy(List<String> conditions) {
        return new Input(
                paths, format, files, checksummed, layout, List.copyOf(conditions), rows, missingRows, skipped, notes);
    }

    Input counting(long allRows, long missing) {
        return new Input(paths, format, files, checksummed, layout, filters, allRows, missing, skipped, notes);
    }

    Input spelled(String itsLayout, List<String> more) {
        return new Input(paths, format, files, checksummed, itsLayout, filters, rows, missingRows, skipped, notes)
                .noting(more);
    }

    Input noting(List<String> more) {
        List<String> all = new ArrayList<>(notes);
        all.addAll(more);
        return new Input(
                paths, format, files, checksummed, layout, filters, rows, missingRows, skipped, List.copyOf(all));
    }
}
