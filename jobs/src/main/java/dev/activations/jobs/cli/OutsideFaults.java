package dev.activations.jobs.cli;

import dev.activations.jobs.log.source.MissingSource;
import dev.activations.jobs.log.source.ReadFailure;
import dev.activations.jobs.log.source.SparkMessage;
import dev.activations.jobs.output.FullDisk;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Tells what the world outside did to a command that failed: memory, disk, jars that are not there, a damaged log. */
final class OutsideFaults {

    /** The system property with the path of Spark's log. */
    static final String LOG = "activations.log";

    private static final Pattern NO_FILE_SYSTEM = Pattern.compile("No FileSystem for scheme \"?([\\w.+-]+)\"?");
    private static final Pattern FILE_SYSTEM_CLASS = Pattern.compile("Class (\\S*FileSystem) not found");
    private static final String TOO_LITTLE_TO_START = "Spark needs a heap of 512 MB to start";
    private static final Pattern TOO_SMALL = Pattern.compile("System memory \\d+ must be at least");

    /** Schemes of object stores, and what brings their file system. */
    private static final Map<String, String> FILE_SYSTEMS = Map.of(
            "s3a", "org.apache.hadoop:hadoop-aws",
            "s3", "org.apache.hadoop:hadoop-aws, and write s3a:// for s3://",
            "abfs", "org.apache.hadoop:hadoop-azure",
            "abfss", "org.apache.hadoop:hadoop-azure",
            "gs", "com.google.cloud.bigdataoss:gcs-connector");

    private OutsideFaults() {}

    /**
     * What a command ends with.
     *
     * @param status the exit status
     * @param sentence what it says, without a newline
     * @param endsTheProcess whether nothing can go on after it
     */
    record Fault(int status, String sentence, boolean endsTheProcess) {
        private static Fault input(String sentence) {
            return new Fault(ExitStatus.INPUT_ERROR, sentence, false);
        }
    }

    /** The fault behind a failure; an internal error where it is none of those that are known. */
    static Fault orInternal(Throwable failure) {
        return tooLittleMemory(failure)
                .or(() -> missingFileSystem(failure))
                .or(() -> MissingSource.of(failure)
                        .or(() -> ReadFailure.describe(failure))
                        .map(input -> Fault.input(input.getMessage())))
                .or(() -> FullDisk.of(failure)
                        .map(message -> Fault.input(
                                "a disk is full: %s; Spark's own files are in %s (TMPDIR or --conf spark.local.dir=DIR moves them)"
                                        .formatted(message, System.getProperty("java.io.tmpdir")))))
                .orElseGet(() -> internal(failure));
    }

    /** The fault behind a failure of a command that has no Spark on its class path. */
    static Fault withoutSpark(Throwable failure) {
        return tooLittleMemory(failure)
                .orElseGet(() -> new Fault(ExitStatus.INTERNAL_ERROR, "internal error: " + failure, false));
    }

    private static Optional<Fault> tooLittleMemory(Throwable failure) {
        return causes(failure)
                .filter(isNamed("OutOfMemoryError")
                        .or(isNamed("SparkOutOfMemoryError"))
                        .or(OutsideFaults::isTooLittleToStart))
                .map(cause -> new Fault(
                        ExitStatus.INTERNAL_ERROR,
                        "too little memory (%s; at most %s MB): give it more, such as ACTIVATIONS_JAVA_OPTS=-Xmx8g"
                                .formatted(
                                        isTooLittleToStart(cause) ? TOO_LITTLE_TO_START : cause.getMessage(),
                                        Runtime.getRuntime().maxMemory() >> 20),
                        true))
                .findFirst();
    }

    /** Whether Spark refused to start in a heap of this size. */
    static boolean isTooLittleToStart(Throwable failure) {
        return TOO_SMALL.matcher(String.valueOf(failure.getMessage())).find();
    }

    private static Predicate<Throwable> isNamed(String simpleName) {
        return failure -> failure.getClass().getSimpleName().equals(simpleName);
    }

    private static Optional<Fault> missingFileSystem(Throwable failure) {
        return messages(failure)
                .map(message -> {
                    Matcher scheme = NO_FILE_SYSTEM.matcher(message);
                    if (scheme.find()) {
                        return noFileSystem(scheme.group(1));
                    }
                    Matcher type = FILE_SYSTEM_CLASS.matcher(message);
                    return type.find() ? noFileSystem(schemeOf(type.group(1))) : "";
                })
                .filter(sentence -> !sentence.isEmpty())
                .map(Fault::input)
                .findFirst();
    }

    /** Hadoop's classes are in packages that are called as the scheme: {@code org.apache.hadoop.fs.s3a.S3AFileSystem}. */
    private static String schemeOf(String className) {
        String[] parts = className.split("\\.");
        return FILE_SYSTEMS.containsKey(parts[Math.max(0, parts.length - 2)])
                ? parts[parts.length - 2]
                : parts[parts.length - 1];
    }

    private static String noFileSystem(String scheme) {
        String jar = FILE_SYSTEMS.get(scheme);
        return jar == null
                ? "no jar here has a file system for %s; %s".formatted(scheme, put("its jar"))
                : "no jar here has a file system for %s://; it comes with %s: %s".formatted(scheme, jar, put("it"));
    }

    private static String put(String jar) {
        return "put %s into jobs/target/spark/jars, or use spark-submit --packages".formatted(jar);
    }

    private static Fault internal(Throwable failure) {
        String log = System.getProperty(LOG);
        return new Fault(
                ExitStatus.INTERNAL_ERROR,
                "internal error: %s (--verbose shows where%s)"
                        .formatted(SparkMessage.of(failure), log == null ? "" : "; Spark's log is " + log),
                false);
    }

    private static Stream<Throwable> causes(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause);
    }

    private static Stream<String> messages(Throwable failure) {
        return causes(failure).map(cause -> String.valueOf(cause.getMessage()));
    }
}
