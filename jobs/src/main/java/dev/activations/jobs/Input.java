package dev.activations.jobs;

import java.util.List;

/**
 * Where a log came from and how much of it there was.
 *
 * @param paths as given
 * @param format such as {@code parquet}; empty where a dataset was given
 * @param files how many files
 * @param rows rows read
 * @param missingRows rows with neither inputs nor outputs
 */
public record Input(List<String> paths, String format, long files, long rows, long missingRows) {

    static final Input UNNAMED = new Input(List.of(), "", 0, 0, 0);

    Input counting(long allRows, long missing) {
        return new Input(paths, format, files, allRows, missing);
    }
}
