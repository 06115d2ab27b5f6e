package dev.activations.jobs.log.source;

import dev.activations.jobs.model.InputException;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Says of a Spark source that no jar has, which package has it. */
public final class MissingSource {

    /** What {@code --packages} takes for the sources that logs are kept in. */
    private static final Map<String, String> PACKAGES = Map.of(
            "delta", "io.delta:delta-spark_4.1_2.13:4.1.0",
            "iceberg", "org.apache.iceberg:iceberg-spark-runtime-4.1_2.13:1.11.0",
            "avro", "org.apache.spark:spark-avro_2.13:4.1.0");

    private static final Pattern NOT_FOUND = Pattern.compile("Failed to find (?:the )?data source: ([\\w-]+)");

    private MissingSource() {}

    /** Empty where the failure is another one. */
    public static Optional<InputException> of(Throwable failure) {
        return causes(failure)
                .map(cause -> NOT_FOUND.matcher(String.valueOf(cause.getMessage())))
                .filter(Matcher::find)
                .map(found -> new InputException(sentence(found.group(1)), failure))
                .findFirst();
    }

    /** The same of a source that was asked for, some of whose classes may be there. */
    static Optional<InputException> of(String source, Throwable failure) {
        return of(failure).or(() -> causes(failure)
                .filter(cause -> cause instanceof ClassNotFoundException || cause instanceof NoClassDefFoundError)
                .map(cause -> new InputException(sentence(source), failure))
                .findFirst());
    }

    private static Stream<Throwable> causes(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause);
    }

    private static String sentence(String source) {
        return PACKAGES.containsKey(source)
                ? "no jar here has the Spark source %s; add --packages %s, or --jars with it"
                        .formatted(source, PACKAGES.get(source))
                : "there is no Spark source %s; built in are %s; others need --packages or --jars"
                        .formatted(source, LogFormats.names());
    }
}
