package dev.activations.jobs.log.source;

import dev.activations.jobs.model.InputException;
import dev.activations.tensors.TensorFileException;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.fs.Path;
import org.apache.spark.SparkThrowable;

/** Tells from a failed Spark action what is wrong with the log, in one sentence. */
public final class ReadFailure {

    private ReadFailure() {}

    /**
     * What is wrong with the log, if that is why a Spark action failed: an {@code InputException} thrown on an
     * executor, or a file that Spark could not read. Spark reports both inside one or more exceptions of its own.
     */
    public static Optional<InputException> describe(Throwable failure) {
        if (isTooLittleMemory(failure)) {
            return Optional.empty();
        }
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof InputException input) {
                return Optional.of(input);
            }
            if (cause instanceof TensorFileException) {
                return Optional.of(new InputException(cause.getMessage(), failure));
            }
        }
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SparkThrowable spark && spark.getCondition() != null) {
                Optional<String> sentence = sentence(spark.getCondition(), spark.getMessageParameters(), cause);
                if (sentence.isPresent()) {
                    return Optional.of(new InputException(sentence.get(), failure));
                }
            }
        }
        return Optional.empty();
    }

    /** Memory that ran out while a file was read says nothing about the file. */
    private static boolean isTooLittleMemory(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof OutOfMemoryError) {
                return true;
            }
        }
        return false;
    }

    private static Optional<String> sentence(String condition, Map<String, String> parameters, Throwable cause) {
        if (condition.equals("FAILED_READ_FILE.FILE_NOT_EXIST")) {
            return Optional.of("file %s disappeared while it was read".formatted(path(parameters)));
        }
        if (condition.equals("FAILED_READ_FILE.PARQUET_COLUMN_DATA_TYPE_MISMATCH")) {
            return Optional.of("file %s: column %s is %s where other files have %s"
                    .formatted(
                            path(parameters),
                            parameters.get("column"),
                            parameters.get("actualType"),
                            parameters.get("expectedType")));
        }
        if (condition.startsWith("FAILED_READ_FILE")) {
            return Optional.of(
                    isMalformedRecord(cause.getCause())
                            ? "file %s has a line that does not fit the log's columns or is not a JSON object (%s)"
                                    .formatted(path(parameters), SparkMessage.of(cause))
                            : DamagedFile.sentence(path(parameters), cause));
        }
        if (condition.startsWith("MALFORMED_RECORD")) {
            return Optional.of("a line of the log does not fit its columns (%s)".formatted(SparkMessage.of(cause)));
        }
        if (condition.startsWith("USER_RAISED_EXCEPTION") && parameters.containsKey("errorMessage")) {
            return Optional.of(parameters.get("errorMessage"));
        }
        if (condition.equals("CANNOT_MERGE_SCHEMAS")) {
            return Optional.of("the log's files do not have the same columns: %s in some, %s in others (%s)"
                    .formatted(parameters.get("left"), parameters.get("right"), SparkMessage.of(cause)));
        }
        return Optional.empty();
    }

    /** Whether the decoding of a file failed in a way that names no file: only reading file by file tells which. */
    static boolean isDecoding(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (DamagedFile.isDecoding(cause)) {
                return true;
            }
        }
        return false;
    }

    /** The file of JSON lines that has a line which cannot be read, where that is why a Spark action failed. */
    static Optional<Path> fileWithBadLine(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SparkThrowable spark
                    && spark.getCondition() != null
                    && spark.getCondition().startsWith("FAILED_READ_FILE")
                    && isMalformedRecord(cause.getCause())) {
                return Optional.of(new Path(spark.getMessageParameters().get("path")));
            }
        }
        return Optional.empty();
    }

    private static boolean isMalformedRecord(Throwable cause) {
        return cause instanceof SparkThrowable spark
                && spark.getCondition() != null
                && spark.getCondition().startsWith("MALFORMED_RECORD");
    }

    /** The local path where there is one: Spark writes {@code file:///logs/a.parquet} for it. */
    private static String path(Map<String, String> parameters) {
        return text(new Path(parameters.get("path")));
    }

    public static String text(Path path) {
        return "file".equals(path.toUri().getScheme()) ? path.toUri().getPath() : path.toString();
    }
}
