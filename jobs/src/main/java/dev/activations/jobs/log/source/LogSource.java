package dev.activations.jobs.log.source;

import dev.activations.jobs.model.InputException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
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
 * @param checksummed how many of the files have checksums that tell damage
 * @param skipped files that were given but are not read, or not wholly
 * @param check reads every file by itself, to find those that are damaged
 */
public record LogSource(
        Dataset<Row> rows,
        List<String> paths,
        String format,
        long files,
        long checksummed,
        List<SkippedFile> skipped,
        Supplier<List<SkippedFile>> check) {

    /** The format that means: look at the files. */
    public static final String AUTO = "auto";

    /** Opens files or folders, refusing damaged ones. */
    public static LogSource open(SparkSession spark, List<String> paths, String format, ColumnTypes types) {
        return open(spark, LogInput.of(paths, format), types);
    }

    /**
     * Opens files or folders.
     *
     * @param types what columns are to be read as where files leave it to be guessed
     * @throws InputException where a path is missing, empty or unreadable, or holds files of several formats or of none
     *     that is known
     */
    public static LogSource open(SparkSession spark, LogInput input, ColumnTypes types) {
        if (input.paths().isEmpty()) {
            throw new InputException("no input path is given");
        }
        try {
            return read(spark, input, types);
        } catch (InputException e) {
            throw e;
        } catch (Exception e) { // Spark throws checked exceptions that it does not declare
            throw ReadFailure.describe(e)
                    .orElseGet(() -> new InputException(
                            "cannot read %s: %s".formatted(String.join(", ", input.paths()), SparkMessage.of(e)), e));
        }
    }

    /**
     * A log that is no files: the result of a query.
     *
     * @param name what the report calls it
     * @param kind "table" or "query"
     * @throws InputException if the query cannot be run
     */
    public static LogSource query(SparkSession spark, String sql, String name, String kind) {
        try {
            return new LogSource(spark.sql(sql), List.of(name), kind, 0, 0, List.of(), List::of);
        } catch (Exception e) { // Spark throws checked exceptions that it does not declare
            throw new InputException("cannot read %s %s: %s".formatted(kind, name, SparkMessage.of(e)), e);
        }
    }

    /** The same files, seen through a query whose table {@code log} they are. */
    public LogSource queried(String sql) {
        rows.createOrReplaceTempView("log");
        LogSource result = query(rows.sparkSession(), sql, sql, "query");
        return new LogSource(result.rows(), paths, format, files, checksummed, skipped, check);
    }

    private static LogSource read(SparkSession spark, LogInput input, ColumnTypes types) {
        Optional<LogFormat> wanted = input.format().equals(AUTO) ? Optional.empty() : LogFormats.named(input.format());
        if (!input.format().equals(AUTO) && wanted.isEmpty()) {
            Dataset<Row> rows = SparkSource.read(spark, input.format(), input.paths());
            return new LogSource(rows, input.paths(), input.format(), rows.inputFiles().length, 0, List.of(), List::of);
        }
        Configuration hadoop = spark.sparkContext().hadoopConfiguration();
        FilesOfOneFormat found = FilesOfOneFormat.of(new InputFiles(hadoop).under(input.paths()), wanted, hadoop);
        Examination examined = Examination.of(spark, found.format(), found.files());
        refuse(input.skipBadFiles() ? List.of() : examined.bad());
        List<SkippedFile> skipped = new ArrayList<>(found.foreign());
        skipped.addAll(examined.bad());
        List<LogFile> files = examined.files();
        if (input.skipBadFiles() && !files.isEmpty()) {
            List<SkippedFile> damaged = ReadCheck.unreadable(spark, found.format(), files, types);
            skipped.addAll(damaged);
            files = without(damaged, files);
        }
        if (files.isEmpty()) {
            refuse(skipped.subList(found.foreign().size(), skipped.size()));
        }
        List<SkippedFile> cut = cut(files);
        refuse(input.refuseCutFiles() ? cut : List.of());
        skipped.addAll(cut);
        List<LogFile> read =
                examined.allUsual() && files.size() == found.files().size()
                        ? files
                        : files.stream().map(LogFile::alone).toList();
        return new LogSource(
                SparkFiles.readAll(spark, found.format(), read, types),
                input.paths(),
                found.format().name(),
                read.size(),
                read.stream().filter(file -> file.facts().checksums()).count(),
                skipped,
                () -> ReadCheck.unreadable(spark, found.format(), read, types));
    }

    private static List<LogFile> without(List<SkippedFile> others, List<LogFile> files) {
        Set<String> paths = new HashSet<>();
        others.forEach(file -> paths.add(file.path()));
        return files.stream()
                .filter(file -> !paths.contains(ReadFailure.text(file.path())))
                .toList();
    }

    private static void refuse(List<SkippedFile> bad) {
        if (!bad.isEmpty()) {
            SkippedFile first = bad.get(0);
            String more = bad.size() == 1 ? "" : " (and %d more files)".formatted(bad.size() - 1);
            throw new InputException("cannot read file %s: %s%s".formatted(first.path(), first.reason(), more));
        }
    }

    private static List<SkippedFile> cut(List<LogFile> files) {
        return files.stream()
                .filter(file -> !file.facts().loss().isEmpty())
                .map(file -> new SkippedFile(
                        ReadFailure.text(file.path()), file.facts().loss(), OptionalLong.empty()))
                .toList();
    }

    /** What is wrong with the log, with the file where that can be found out, if that is why reading it failed. */
    public Optional<InputException> describe(Throwable failure) {
        Optional<InputException> described = ReadFailure.describe(failure);
        Optional<Path> badLines = ReadFailure.fileWithBadLine(failure);
        if (badLines.isPresent()) {
            return described.map(said -> withLine(said, badLines.get()));
        }
        if (described.isPresent() || !ReadFailure.isDecoding(failure)) {
            return described;
        }
        List<SkippedFile> bad = check.get();
        if (bad.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new InputException(
                "cannot read file %s: %s"
                        .formatted(bad.get(0).path(), bad.get(0).reason()),
                failure));
    }

    private InputException withLine(InputException said, Path file) {
        OptionalLong line = BadLine.of(rows.sparkSession(), file.toString(), rows.schema());
        return line.isEmpty()
                ? said
                : new InputException(
                        "file %s, line %d does not fit the log's columns or is not a JSON object"
                                .formatted(ReadFailure.text(file), line.getAsLong()),
                        said.getCause());
    }
}
