package dev.activations.jobs.log.source;

/** What Spark's exceptions say, without what Spark puts around it. */
public final class SparkMessage {

    private static final String ERROR_CLASS = "^\\[[A-Z0-9_.]+] ";
    private static final String SQL_STATE = "\\.? *SQLSTATE: \\w+";

    /** What Thrift, which headers of Parquet are written in, says of bytes that end early. */
    private static final String THRIFT_ENDS = "Socket is closed by peer.";

    private SparkMessage() {}

    /** The first line of what the innermost exception says, without Spark's error class and SQL state. */
    public static String of(Throwable failure) {
        Throwable innermost = failure;
        while (innermost.getCause() != null) {
            innermost = innermost.getCause();
        }
        if (innermost.getMessage() == null || innermost.getMessage().isBlank()) {
            return innermost.getClass().getSimpleName();
        }
        String line = innermost.getMessage().strip().lines().findFirst().orElseThrow();
        if (line.equals(THRIFT_ENDS)) {
            return "a header in it does not end";
        }
        return line.replaceFirst(ERROR_CLASS, "").replaceFirst(SQL_STATE, "").replaceFirst("[;:.]+ *$", "");
    }
}
