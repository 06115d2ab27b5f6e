package dev.activations.jobs;

import java.util.List;

/**
 * Where a log came from and how much of it there was.
 *
 * @param paths as given
 * @param format such as {@code parquet}; empty where a dataset was given
 * @param files how many files
 * @param filters the conditions that rows were chosen by, in SQL; none where all were read
 * @param rows rows read
 * @param missingRows rows with neither inputs nor outputs
 */
public record Input(
        List<String> paths, String format, long files, List<String> filters, long rows, long missingRows) {

    static final Input UNNAMED = new Input(List.of(), "", 0, List.of(), 0, 0);

    Input from(List<String> itsPaths, String itsFormat, long itsFiles) {
        return new Input(List.copyOf(itsPaths), itsFormat, itsFiles, filters, rows, missingRows);
    }

    Input chosenBy(List<String> conditions) {
        return new Input(paths, format, files, List.copyOf(conditions), rows, missingRows);
    }

    Input counting(long allRows, long missing) {
        return new Input(paths, format, files, filters, allRows, missing);
    }
}
