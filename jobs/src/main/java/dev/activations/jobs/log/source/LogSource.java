package dev.activations.jobs.log.source;

import dev.activations.jobs.model.InputException;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * An activation log as Spark reads it, before anything is checked but that its files can be opened. Folders named
 * {@code column=value} above or below a path become columns; {@code run}, {@code layer} and {@code activation} stay text
 * whatever they look like.
 *
 * @param rows the rows, with every column of every file
 * @param paths the input paths as given
 * @param format the Spark source that reads them, such as {@code parquet}
 * @param files how many files hold the rows
 */
public record LogSource(Dataset<Row> rows, List<String> paths, String format, int files) {

    /** The format that means: look at the files. */
    public static final String AUTO = "auto";

    /**
     * Opens files or folders of a given format.
     *
     * @param format any Spark source, or {@link #AUTO}
     * @param types what columns are to be read as where files leave it to be guessed
     * @throws InputException where a path is missing, empty or unreadable, or holds files of several formats or of none
     *     that is known
     */
    public static LogSource open(SparkSession spark, List<String> paths, String format, ColumnTypes types) {
        if (paths.isEmpty()) {
            throw new InputException("no input path is given");
        }
        try {
            return read(spark, paths, format, types);
        } catch (InputException e) {
            throw e;
        } catch (Exception e) { // Spark throws checked exceptions that it does not declare
            throw ReadFailure.describe(e)
                    .orElseGet(() -> new InputException(
                            "cannot read %s: %s".formatted(String.join(", ", paths), SparkMessage.of(e)), e));
        }
    }

    private static LogSource read(SparkSession spark, List<String> paths, String format, ColumnTypes types) {
        if (!format.equals(AUTO) && LogSourceFormat.of(format).isEmpty()) {
            Dataset<Row> rows = spark.read().format(format).load(paths.toArray(String[]::new));
            return new LogSource(rows, paths, format, rows.inputFiles().length);
        }
        LogSourceFiles found = new LogSourceFiles(spark.sparkContext().hadoopConfiguration());
        List<LogSourceFiles.DataFile> files = found.under(paths);
        LogSourceFormat fileFormat = LogSourceFormat.of(format).orElseGet(() -> found.format(files));
        Dataset<Row> rows = new LogSourceReader(spark, fileFormat, types).read(files);
        return new LogSource(rows, paths, fileFormat.toString(), files.size());
    }
}
