package dev.activations.jobs.cli;

import dev.activations.functions.names.LayerActivation;
import dev.activations.jobs.ActivationDiagnostics;
import dev.activations.jobs.log.layout.LogColumn;
import dev.activations.jobs.log.source.ColumnTypes;
import dev.activations.jobs.log.source.LogInput;
import dev.activations.jobs.log.source.LogSource;
import dev.activations.jobs.model.LayerPattern;
import dev.activations.jobs.rules.Text;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataType;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Which log to read, and what its columns and layers mean where it does not say so itself. */
final class LogOptions {

    private static final String DEMO = "examples/digits-log";
    private static final String SAMPLES = "samples";
    private static final String LAYERS_SAMPLES = "layers,samples";

    @Parameters(
            arity = "0..*",
            paramLabel = "INPUT",
            description = "Files or folders of the log: Parquet, ORC, JSON lines or tensors. Default: the demo, " + DEMO
                    + ".")
    private List<String> inputs = new ArrayList<>();

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = LogSource.AUTO,
            description =
                    "The log's format: parquet, orc, json or any other Spark source. Default: detected from the files.")
    private String format;

    @Option(
            names = "--column",
            paramLabel = "COLUMN=NAME",
            description = "The name that the log gives to a column, such as layer=module. Repeatable.")
    private List<String> columns = new ArrayList<>();

    @Option(
            names = "--activation",
            paramLabel = "LAYERS=NAME",
            description = "The activation of the layers whose names match a regular expression, such as"
                    + " 'fc.*=leaky_relu(alpha=0.2)', 'fc.*=nn.GELU()' or 'bn.*=none'. Overrides the log."
                    + " Repeatable; the first match counts.")
    private List<String> activations = new ArrayList<>();

    @Option(
            names = "--where",
            paramLabel = "SQL",
            description = "Read only the rows that match a condition, such as 'sample %% 2 = 0'.")
    private String where;

    @Option(
            names = "--table",
            paramLabel = "NAME",
            description = "A table of Spark's catalog to read instead of files.")
    private String table;

    @Option(
            names = "--query",
            paramLabel = "SQL",
            description = "A query whose result is the log; any given files are its table 'log'.")
    private String query;

    @Option(
            names = "--layout",
            paramLabel = "LAYOUT",
            defaultValue = "",
            description = "The log's layout, such as rows; docs/inputs.md lists the layouts. Default: detected from the"
                    + " columns.")
    private String layout;

    @Option(
            names = "--layer-columns",
            paramLabel = "COLUMNS",
            defaultValue = "",
            description =
                    "In a log with one column per layer, a regular expression that matches those columns, such as 'fc.*'.")
    private String layerColumns;

    @Option(
            names = "--path-pattern",
            paramLabel = "TEMPLATE",
            defaultValue = "",
            description = "The parts of a tensor file's path that give its run, step and layer, such as"
                    + " 'acts/{run}/step-{step}/{layer}.npy'; matched against the end of each path.")
    private String pathPattern;

    @Option(
            names = "--tensor-axes",
            paramLabel = "AXES",
            defaultValue = SAMPLES,
            description = "What the first axes of tensors count: ${DEFAULT-VALUE}, or " + LAYERS_SAMPLES
                    + " for stacked hidden states. Default: ${DEFAULT-VALUE}.")
    private String tensorAxes;

    @Option(
            names = "--split-by-width",
            description =
                    "Treat a layer with rows of several widths as one layer per width, such as a module that is called"
                            + " several times in a pass.")
    private boolean splitByWidth;

    @Option(
            names = "--on-bad-file",
            paramLabel = "ACTION",
            defaultValue = "fail",
            description =
                    "What to do about a damaged file: ${COMPLETION-CANDIDATES}. With skip, every file is read twice, and"
                            + " the report lists the damaged ones. Default: ${DEFAULT-VALUE}.")
    private BadFile onBadFile;

    @Option(
            names = "--on-cut-file",
            paramLabel = "ACTION",
            defaultValue = "read",
            description = "What to do about a file that ends early, such as one still being written:"
                    + " ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}, and report what is lost.")
    private CutFile onCutFile;

    private long files;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    /** Raises what is wrong with the options before Spark is started. */
    void check() {
        names();
        declared();
        if (table != null && (query != null || !inputs.isEmpty())) {
            throw usage("--table cannot be combined with INPUT or --query");
        }
        if (table == null && query == null) {
            paths();
        }
        if (!List.of(SAMPLES, LAYERS_SAMPLES).contains(tensorAxes)) {
            throw usage("--tensor-axes takes %s or %s, not '%s'".formatted(SAMPLES, LAYERS_SAMPLES, tensorAxes));
        }
        try {
            LayerPattern.of(layerColumns);
        } catch (IllegalArgumentException e) {
            throw usage("--layer-columns " + e.getMessage());
        }
    }

    /** The diagnosis of the log as these options say. */
    ActivationDiagnostics open(SparkSession session) {
        ActivationDiagnostics diagnostics = ActivationDiagnostics.on(source(session))
                .withLayout(layout)
                .withLayerColumns(layerColumns)
                .withPathPattern(pathPattern);
        if (tensorAxes.equals(LAYERS_SAMPLES)) {
            diagnostics.withLayersOnFirstAxis();
        }
        if (splitByWidth) {
            diagnostics.splitByWidth();
        }
        names().forEach(diagnostics::withColumn);
        declared().forEach(diagnostics::withActivation);
        return where == null ? diagnostics : diagnostics.where(where);
    }

    private LogSource source(SparkSession session) {
        if (table != null) {
            return LogSource.query(session, "SELECT * FROM " + table, table, "table");
        }
        if (query != null && inputs.isEmpty()) {
            return LogSource.query(session, query, query, "query");
        }
        LogSource opened = LogSource.open(
                session,
                new LogInput(paths(), format, onBadFile == BadFile.SKIP, onCutFile == CutFile.FAIL),
                new NamedColumns(names()));
        files = opened.files();
        return query == null ? opened : opened.queried(query);
    }

    /** What is read, once the log is open, such as "8 files". */
    String words() {
        return files == 0 ? "the log" : Text.count(files, "file");
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
                LayerPattern.of(pair[0]);
                declared.putIfAbsent(pair[0], LayerActivation.named(pair[1]).call());
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

    /** What the log's columns are to be read as. */
    private record NamedColumns(Map<LogColumn, String> names) implements ColumnTypes {
        @Override
        public Optional<DataType> readAs(String name, DataType guessed) {
            return LogColumn.types(names).apply(name, guessed);
        }

        @Override
        public List<String> texts() {
            return List.of(names.getOrDefault(LogColumn.LAYER, LogColumn.LAYER.toString()));
        }
    }

    /** What {@code --on-bad-file} chooses from. */
    enum BadFile {
        FAIL,
        SKIP;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What {@code --on-cut-file} chooses from. */
    enum CutFile {
        READ,
        FAIL;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
