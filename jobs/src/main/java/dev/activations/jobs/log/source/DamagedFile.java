package dev.activations.jobs.log.source;

import dev.activations.jobs.model.InputException;
import java.util.Arrays;
import java.util.List;

/** Which exceptions mean that a file is damaged, and what is said of it. */
final class DamagedFile {

    private static final String DAMAGED = "it is damaged, cut short or not of the log's format (%s)";

    /** Where Spark and the libraries of the formats decode what files hold. */
    private static final List<String> DECODERS = List.of(
            "org.apache.parquet.",
            "org.apache.orc.",
            "org.apache.spark.sql.execution.datasources.",
            "org.apache.spark.sql.execution.vectorized.",
            "org.apache.spark.sql.vectorized.",
            "org.apache.spark.sql.catalyst.expressions.GeneratedClass",
            "org.apache.spark.sql.catalyst.expressions.codegen.Unsafe",
            "org.apache.spark.unsafe.");

    private DamagedFile() {}

    static String sentence(String file, Throwable failure) {
        return "cannot read file %s: %s".formatted(file, DAMAGED.formatted(SparkMessage.of(failure)));
    }

    /** Why a file cannot be read, to follow its name. */
    static String reason(Throwable failure) {
        return failure instanceof InputException ? failure.getMessage() : DAMAGED.formatted(SparkMessage.of(failure));
    }

    /**
     * Whether an exception comes out of the decoding of a file without saying so: lengths and offsets that a damaged page
     * makes up lead anywhere.
     */
    static boolean isDecoding(Throwable failure) {
        boolean suspect = failure instanceof IndexOutOfBoundsException
                || failure instanceof NegativeArraySizeException
                || failure instanceof NullPointerException
                || failure instanceof IllegalArgumentException
                || failure instanceof UnsupportedOperationException
                || failure instanceof ArithmeticException
                || failure instanceof ClassCastException
                || failure instanceof InternalError;
        return suspect
                && Arrays.stream(failure.getStackTrace())
                        .filter(frame -> !frame.getClassName().startsWith("java."))
                        .filter(frame -> !frame.getClassName().startsWith("scala."))
                        .filter(frame -> !frame.getClassName().startsWith("jdk."))
                        .findFirst()
                        .filter(frame -> DECODERS.stream().anyMatch(frame.getClassName()::startsWith))
                        .isPresent();
    }
}
