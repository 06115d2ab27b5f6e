package dev.activations.jobs.cli;

import dev.activations.functions.names.LayerActivation;
import dev.activations.jobs.ActivationDiagnostics;
import dev.activations.jobs.log.layout.LogColumn;
import dev.activations.jobs.log.source.LogSource;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Which log to read, and what its columns and layers mean where it does not say so itself. */
final class LogOptions {

    private static final String DEMO = "examples/digits-log";

    @Parameters(
            arity = "0..*",
            paramLabel = "INPUT",
            description = "Files or folders of the log: Parquet, ORC or JSON lines. By default the demo, " + DEMO + ".")
    private List<String> inputs = new ArrayList<>();

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = LogSource.AUTO,
            description = "The log's format: parquet, orc, json or any other Spark source. By default the files tell.")
    private String format;

    @Option(
            names = "--column",
            paramLabel = "COLUMN=NAME",
            description = "Another name of a column of the log, such as layer=module. Repeatable.")
    private List<String> columns = new ArrayList<>();

    @Option(
            names = "--activation",
            paramLabel = "LAYERS=NAME",
            description = "The activation of the layers whose names match a regular expression, whatever the log says,"
                    + " such as 'fc.*=leaky_relu(alpha=0.2)', 'fc.*=nn.GELU()' or 'bn.*=none'."
                    + " Repeatable; the first match counts.")
    private List<String> activations = new ArrayList<>();

    @Option(
            names = "--where",
            paramLabel = "SQL",
            description = "Read only the rows that meet a condition, such as 'sample % 2 = 0'.")
    private String where;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    /** Raises what is wrong with the options before Spark is started. */
    void check() {
        names();
        declared();
        paths();
    }

    /** The diagnosis of the log as these options say. */
    ActivationDiagnostics open(SparkSession session) {
        LogSource source = LogSource.open(session, paths(), format, LogColumn.types(names())::apply);
        ActivationDiagnostics diagnostics =
                ActivationDiagnostics.on(source.rows()).withInput(source.paths(), source.format(), source.files());
        names().forEach(diagnostics::withColumn);
        declared().forEach(diagnostics::withActivation);
        return where == null ? diagnostics : diagnostics.where(where);
    }

    private List<String> paths() {
        if (!inputs.isEmpty()) {
            return inputs;
        }
        String home = System.getProperty("activations.home");
        if (home == null) {
            throw usage("no INPUT is given");
        }
        Path demo = Path.of(home, DEMO);
        Path here = Path.of("").toAbsolutePath();
        return List.of((demo.startsWith(here) ? here.relativize(demo) : demo).toString());
    }

    private Map<LogColumn, String> names() {
        Map<LogColumn, String> names = new EnumMap<>(LogColumn.class);
        for (String column : columns) {
            String[] pair = pair("--column", "layer=module", column);
            LogColumn known = LogColumn.named(pair[0])
                    .orElseThrow(() -> usage("--column %s: a log has no column %s; it has %s"
                            .formatted(
                                    column,
                                    pair[0],
                                    Arrays.stream(LogColumn.values())
                                            .map(LogColumn::toString)
                                            .collect(Collectors.joining(", ")))));
            names.put(known, pair[1]);
        }
        return names;
    }

    private Map<String, String> declared() {
        Map<String, String> declared = new LinkedHashMap<>();
        for (String activation : activations) {
            String[] pair = pair("--activation", "'fc.*=relu'", activation);
            try {
                Pattern.compile(pair[0]);
                declared.putIfAbsent(pair[0], LayerActivation.named(pair[1]).call());
            } catch (PatternSyntaxException e) {
                throw usage("--activation %s: '%s' is no regular expression (%s)"
                        .formatted(activation, pair[0], e.getDescription()));
            } catch (IllegalArgumentException e) {
                throw usage("--activation %s: %s".formatted(activation, e.getMessage()));
            }
        }
        return declared;
    }

    private String[] pair(String option, String example, String text) {
        String[] pair = text.split("=", 2);
        if (pair.length != 2 || pair[0].isBlank() || pair[1].isBlank()) {
            throw usage("%s takes a pair such as %s, not '%s'".formatted(option, example, text));
        }
        return pair;
    }

    private ParameterException usage(String sentence) {
        return new ParameterException(spec.commandLine(), sentence);
    }
}
