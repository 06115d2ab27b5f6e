package dev.activations.jobs;

import dev.activations.jobs.diagnosis.DiagnosedLayer;
import dev.activations.jobs.diagnosis.LayerDiagnosis;
import dev.activations.jobs.diagnosis.LayerOverSteps;
import dev.activations.jobs.earlier.EarlierReport;
import dev.activations.jobs.gates.Check;
import dev.activations.jobs.gates.Gates;
import dev.activations.jobs.gates.baseline.Baseline;
import dev.activations.jobs.gates.baseline.BaselineComparison;
import dev.activations.jobs.gates.baseline.Snapshot;
import dev.activations.jobs.gates.preset.ChosenPreset;
import dev.activations.jobs.gates.preset.DormantUnits;
import dev.activations.jobs.gates.preset.PresetChecks;
import dev.activations.jobs.gates.preset.PresetReader;
import dev.activations.jobs.gates.preset.PresetReadings;
import dev.activations.jobs.log.ActivationLog;
import dev.activations.jobs.log.Declarations;
import dev.activations.jobs.log.layout.LayoutOptions;
import dev.activations.jobs.log.layout.LogColumn;
import dev.activations.jobs.log.source.LogSource;
import dev.activations.jobs.log.source.ReadFailure;
import dev.activations.jobs.log.source.SparkMessage;
import dev.activations.jobs.model.InputException;
import dev.activations.jobs.model.LayerDeclaration;
import dev.activations.jobs.model.LayerNames;
import dev.activations.jobs.model.Role;
import dev.activations.jobs.model.SampleNaming;
import dev.activations.jobs.model.Settings;
import dev.activations.jobs.rules.LayerNotes;
import dev.activations.jobs.rules.RuleOverrides;
import dev.activations.jobs.rules.RunJudge;
import dev.activations.jobs.rules.RunReport;
import dev.activations.jobs.scan.LayerSteps;
import dev.activations.jobs.scan.ScanContext;
import dev.activations.jobs.scan.Statistics;
import dev.activations.jobs.scan.StatisticsTable;
import dev.activations.jobs.scan.StatisticsTables;
import dev.activations.jobs.state.StepState;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Diagnoses a model's activation log: which units are dead, which layers saturated, where the gradient is lost.
 *
 * <pre>{@code
 * Report report = ActivationDiagnostics.on(spark.read().parquet("log"))
 *     .withActivation("fc.*", "relu")
 *     .run();
 * }</pre>
 *
 * <p>The log is scanned once, values never leave the executors, and the report does not depend on how the rows are
 * partitioned or ordered (floating-point sums apart, in the 12th digit).
 */
public final class ActivationDiagnostics {

    private final Dataset<Row> dataset;
    private final Map<LogColumn, String> columns = new EnumMap<>(LogColumn.class);
    private final Map<Pattern, String> activations = new LinkedHashMap<>();
    private final Map<Pattern, Role> roles = new LinkedHashMap<>();
    private final ArrayList<ChosenPreset> presets = new ArrayList<>();
    private final List<Check> checks = new ArrayList<>();
    private Settings settings = Settings.DEFAULT;
    private RuleOverrides rules = RuleOverrides.NONE;
    /** What the layout of rows of statistics is called. */
    private static final String STATISTICS = "statistics";

    private Input input = Input.UNNAMED;
    private String layout = "";
    private String layerColumns = "";
    private String pathPattern = "";
    private boolean layersOnFirstAxis;
    private boolean splitByWidth;
    private boolean logSaysAxes;
    private Function<Throwable, Optional<InputException>> whatFailed = ReadFailure::describe;
    private String filter = "";
    private Optional<String> baseline = Optional.empty();
    private boolean sameUnits;
    private boolean patternsMayMatchNothing;

    private ActivationDiagnostics(Dataset<Row> dataset) {
        this.dataset = dataset;
    }

    /**
     * @param log a dataset with the columns of docs/log-format.md; or tables of statistics ({@link DiagnosedLog#statistics},
     *     docs/statistics.md), or both together
     */
    public static ActivationDiagnostics on(Dataset<Row> log) {
        return new ActivationDiagnostics(log);
    }

    /**
     * Declares which parts of a tensor file's path are its run, step and layer: a template such as {@code
     * acts/{run}/step-{step}/{layer}.npy}, matched against the end of each path.
     */
    public ActivationDiagnostics withPathPattern(String template) {
        pathPattern = template;
        return this;
    }

    /** Takes the first axis of a tensor for layers and the second for samples, as in stacked hidden states. */
    public ActivationDiagnostics withLayersOnFirstAxis() {
        layersOnFirstAxis = true;
        return this;
    }

    /**
     * Splits a layer with rows of several widths, such as a module that is called several times in a pass, into one layer
     * per width.
     */
    public ActivationDiagnostics splitByWidth() {
        splitByWidth = true;
        return this;
    }

    /** A log of files, tables or queries, whose report says what was read and what was not. */
    public static ActivationDiagnostics on(LogSource log) {
        ActivationDiagnostics diagnostics = new ActivationDiagnostics(log.rows());
        diagnostics.input = Input.of(log);
        diagnostics.whatFailed = log::describe;
        return diagnostics;
    }

    /** Reads a column of the log under another name than its own. */
    public ActivationDiagnostics withColumn(LogColumn column, String name) {
        columns.put(column, name);
        return this;
    }

    /** Declares the activation of the layers whose whole name matches, and overrides the log; the first match counts. */
    public ActivationDiagnostics withActivation(String layerPattern, String activation) {
        activations.put(Pattern.compile(layerPattern), activation);
        return this;
    }

    /** Declares the role of the layers whose whole name matches, and overrides the log; the first match counts. */
    public ActivationDiagnostics withRole(String layerPattern, Role role) {
        roles.put(Pattern.compile(layerPattern), role);
        return this;
    }

    /**
     * Asks the rules of another tool too: {@code NAME[:parameter=value,…]}, such as {@code redo:tau=0.1}; docs/presets.md lists
     * them. Their results are among the checks of the report.
     *
     * @throws InputException naming a preset, rule or parameter that does not exist, and what is near
     */
    public ActivationDiagnostics withPreset(String preset) {
        try {
            presets.add(ChosenPreset.parse(preset));
        } catch (IllegalArgumentException e) {
            throw new InputException(e.getMessage(), e);
        }
        return this;
    }

    public ActivationDiagnostics withSettings(Settings changed) {
        settings = changed;
        return this;
    }

    /** Switches rules, or sets their limits; what that suppresses is listed in the report. */
    public ActivationDiagnostics withRules(RuleOverrides changed) {
        rules = changed;
        return this;
    }

    /**
     * Adds a check of the user's own, such as {@code fc.*: dead_fraction < 0.2}: {@link Report#gates} has what it comes to for
     * each layer that it covers. docs/checks.md has the grammar.
     *
     * @throws InputException in one sentence, if the text is no check
     */
    public ActivationDiagnostics withCheck(String check) {
        checks.add(Check.parse(check));
        return this;
    }

    /** Says where the dataset came from, for the report. */
    public ActivationDiagnostics withInput(List<String> paths, String format, long files) {
        input = Input.of(paths, format, files);
        return this;
    }

    /** Declares the layout of the log if its columns do not determine it; docs/inputs.md lists the layouts. */
    public ActivationDiagnostics withLayout(String name) {
        layout = name;
        return this;
    }

    /** Chooses the columns that are layers, in a log with one column per layer: those whose whole name matches. */
    public ActivationDiagnostics withLayerColumns(String pattern) {
        layerColumns = Pattern.compile(pattern).pattern();
        return this;
    }

    /** Reads only the rows of the log that match a condition in SQL, such as {@code sample % 2 = 0}. */
    public ActivationDiagnostics where(String condition) {
        filter = condition;
        input = input.chosenBy(List.of(condition));
        return this;
    }

    /**
     * Compares the diagnosis with an earlier one, on any of Hadoop's file systems.
     *
     * @param folder an output folder of the command line ({@code --output}) or its report.json; or a table of statistics
     *     ({@link DiagnosedLog#statistics}), which is diagnosed by the same settings
     */
    public ActivationDiagnostics withBaseline(String folder) {
        baseline = Optional.of(folder);
        return this;
    }

    /** Says that the baseline is of the same network earlier, so that its units can be tested one by one for a change. */
    public ActivationDiagnostics withSameUnits() {
        sameUnits = true;
        return this;
    }

    /** The report alone; throws as {@link #diagnose} does. */
    public Report run() {
        return diagnose().report();
    }

    /**
     * Scans the log and judges it.
     *
     * @return the report, as records and as tables
     * @throws InputException if the log lacks a column, contradicts itself, names an unknown activation, cannot be read, or
     *     is empty; or if the baseline cannot be read
     */
    public DiagnosedLog diagnose() {
        if (dataset.isStreaming()) {
            throw new InputException("the dataset is a stream, which has no end to report at; diagnose its batches:"
                    + " writeStream().foreachBatch((batch, id) -> ActivationDiagnostics.on(batch)…)");
        }
        requireBaselineOfChecks();
        Optional<Baseline> earlier = baseline.map(this::earlier);
        try {
            Statistics statistics = StatisticsTable.isTable(dataset.schema()) ? ofTables() : ofLog();
            Settings known = statistics.context().settings();
            ArrayList<ChosenPreset> asked = presets;
            List<ReadLayer> layers =
                    statistics.map(layer -> new Diagnosis(layer, known, asked)).collect();
            requireLayers(names(layers.stream().map(ReadLayer::diagnosed).toList()));
            return new DiagnosedLog(report(layers, statistics.context(), earlier), statistics);
        } catch (Exception e) { // Spark raises checked exceptions that it does not declare
            throw whatFailed.apply(e).<RuntimeException>map(i -> i).orElseGet(() -> unexpected(e));
        }
    }

    private void requireBaselineOfChecks() {
        checks.stream()
                .filter(check -> check.needsBaseline() && baseline.isEmpty())
                .findFirst()
                .ifPresent(check -> {
                    throw new InputException(
                            "check '%s' needs a baseline: add --baseline DIR, the --output folder of an"
                                            .formatted(check.text())
                                    + " earlier diagnosis");
                });
    }

    private Baseline earlier(String folder) {
        return EarlierReport.in(dataset.sparkSession(), folder)
                .map(report -> report.read(settings.window()))
                .orElseGet(() -> earlierStatistics(folder));
    }

    /** The diagnosis of a table of statistics, by these settings but for those that the table was made with. */
    private Baseline earlierStatistics(String folder) {
        try {
            LogSource table = LogSource.open(
                    dataset.sparkSession(), List.of(folder), LogSource.AUTO, LogColumn.types(Map.of())::apply);
            if (!StatisticsTable.isTable(table.rows().schema())) {
                throw new InputException("its columns are %s"
                        .formatted(LayerNames.shortened(List.of(table.rows().columns()))));
            }
            ActivationDiagnostics diagnostics = on(table)
                    .withSettings(settings.toBuilder()
                            .epsilon(Settings.DEFAULT.epsilon())
                            .units(Settings.DEFAULT.units())
                            .build());
            diagnostics.roles.putAll(roles);
            diagnostics.rules = rules;
            diagnostics.patternsMayMatchNothing = true;
            return new Baseline(folder, snapshot(diagnostics.run()), List.of());
        } catch (InputException e) {
            throw EarlierReport.neither(folder, e);
        }
    }

    private static Snapshot snapshot(Report report) {
        return Snapshot.of(
                report.runs(),
                report.findings(),
                report.suppressed(),
                report.settings(),
                report.activations(),
                report.roles(),
                report.input().filters());
    }

    private Statistics ofLog() {
        ActivationLog log = read(chosen());
        return Statistics.of(dataset.sparkSession(), log, context(log, log.has(LogColumn.STEP)));
    }

    private ActivationLog read(Dataset<Row> rows) {
        ActivationLog log = ActivationLog.of(
                rows, new LayoutOptions(columns, layout, layerColumns, pathPattern, layersOnFirstAxis, splitByWidth));
        logSaysAxes = log.has(LogColumn.UNIT_AXIS);
        input = input.spelled(log.layout(), log.notes());
        return log;
    }

    private ScanContext context(ActivationLog log, boolean tellsSteps) {
        Declarations declarations = new Declarations(
                new LinkedHashMap<>(activations), new LinkedHashMap<>(roles), log.has(LogColumn.DEPTH));
        return new ScanContext(declarations, log.naming(), tellsSteps, settings, filter);
    }

    private Dataset<Row> chosen() {
        try {
            return filter.isEmpty() ? dataset : dataset.where(filter);
        } catch (Exception e) { // Spark's analysis raises a checked exception that it does not declare
            throw new InputException("--where %s: %s".formatted(filter, SparkMessage.of(e)), e);
        }
    }

    /** Merges tables of statistics, and rows of a log where there are some beside them. */
    private Statistics ofTables() {
        logSaysAxes = true; // of what the tables were added up from nobody knows
        StatisticsTables tables = StatisticsTables.of(dataset);
        tables.refuse(
                settings, activations.keySet().stream().map(Pattern::pattern).toList(), filter);
        settings = tables.settings(settings);
        input = input.chosenBy(tables.filters()).spelled(STATISTICS, tables.notes());
        List<String> present = List.of(dataset.columns());
        boolean rowsToo = Stream.of(LogColumn.PRE, LogColumn.POST)
                .anyMatch(column -> present.contains(columns.getOrDefault(column, column.toString())));
        if (!rowsToo) {
            ScanContext none = new ScanContext(
                    new Declarations(new LinkedHashMap<>(), new LinkedHashMap<>(roles), true),
                    SampleNaming.NONE,
                    tables.tellSteps(),
                    settings,
                    "");
            return Statistics.ofTables(dataset.sparkSession(), tables.rows(), none);
        }
        ActivationLog log = read(tables.otherRows());
        boolean tellsSteps = log.has(LogColumn.STEP) && tables.tellSteps();
        return Statistics.of(dataset.sparkSession(), log, tables.rows(), context(log, tellsSteps));
    }

    /** What a layer came to, and what the rules of presets computed of it. */
    private record ReadLayer(DiagnosedLayer diagnosed, PresetReadings readings) implements Serializable {}

    /** Diagnoses a layer as its steps come. */
    private static final class Diagnosis implements LayerSteps.Taker<ReadLayer> {
        private final LayerOverSteps layer;
        private final PresetReader presets;
        private final List<ChosenPreset> chosen;

        Diagnosis(LayerDeclaration declared, Settings settings, List<ChosenPreset> chosen) {
            layer = new LayerOverSteps(declared, settings);
            presets = new PresetReader(declared, chosen);
            this.chosen = chosen;
        }

        @Override
        public void add(long step, StepState state) {
            presets.add(step, state);
            layer.add(step, state);
        }

        @Override
        public ReadLayer end() {
            PresetReadings readings = presets.readings();
            return new ReadLayer(DormantUnits.addedTo(layer.diagnosed(), readings, chosen), readings);
        }
    }

    private static Set<String> names(List<DiagnosedLayer> layers) {
        return layers.stream().map(layer -> layer.layer().key().layer()).collect(Collectors.toCollection(TreeSet::new));
    }

    /** Gives the layers of a log without depths those of their names' order. */
    private static List<DiagnosedLayer> inOrder(List<DiagnosedLayer> layers) {
        Map<String, Integer> places = Declarations.naturalOrder(
                layers.stream().map(layer -> layer.layer().key()).toList());
        return layers.stream()
                .map(layer -> layer.layer().depthAssumed()
                        ? layer.atDepth(places.get(layer.layer().key().layer()))
                        : layer)
                .toList();
    }

    /** Refuses options about layers that the log does not have. */
    private void requireLayers(Set<String> names) {
        if (patternsMayMatchNothing) {
            return;
        }
        String unmatched = Stream.of(activations.keySet(), roles.keySet())
                .flatMap(Set::stream)
                .filter(pattern ->
                        names.stream().noneMatch(name -> pattern.matcher(name).matches()))
                .map(Pattern::pattern)
                .collect(Collectors.joining(" or "));
        if (!unmatched.isEmpty()) {
            throw new InputException(
                    "no layer of the log matches %s; it has %s".formatted(unmatched, LayerNames.shortened(names)));
        }
    }

    private static RuntimeException unexpected(Exception e) {
        return e instanceof RuntimeException runtime ? runtime : new IllegalStateException("the diagnosis failed", e);
    }

    private static <T> Map<String, T> byText(Map<Pattern, T> byPattern) {
        Map<String, T> byText = new LinkedHashMap<>();
        byPattern.forEach((pattern, declared) -> byText.put(pattern.pattern(), declared));
        return byText;
    }

    private Report report(List<ReadLayer> read, ScanContext context, Optional<Baseline> earlier) {
        List<DiagnosedLayer> layers =
                inOrder(read.stream().map(ReadLayer::diagnosed).toList());
        Settings known = context.settings();
        long rows = layers.stream().mapToLong(DiagnosedLayer::rows).sum();
        long missing = layers.stream().mapToLong(DiagnosedLayer::missingRows).sum();
        if (rows == missing) {
            throw new InputException(rows == 0 ? "the log has no rows" : "no row of the log has values in pre or post");
        }
        Map<String, List<LayerDiagnosis>> byRun = layers.stream()
                .flatMap(layer -> layer.diagnosis().stream())
                .collect(Collectors.groupingBy(
                        layer -> layer.layer().key().namedRun().map("#"::concat).orElse(""),
                        TreeMap::new,
                        Collectors.toList()));
        RunJudge judge = new RunJudge(known, context.tellsSteps(), rules);
        List<RunReport> runs = byRun.values().stream().map(judge::judge).toList();
        input = input.noting(LayerNotes.of(layers, known.units(), logSaysAxes)).noting(rules.notes(names(layers)));
        List<DiagnosedLayer> withoutValues =
                layers.stream().filter(layer -> layer.diagnosis().isEmpty()).toList();
        List<PresetReadings> readings = read.stream().map(ReadLayer::readings).toList();
        Report alone =
                new Report(input.counting(rows, missing), known, byText(activations), byText(roles), runs, Gates.NONE);
        Optional<BaselineComparison> compared =
                earlier.map(then -> BaselineComparison.of(then, snapshot(alone), sameUnits));
        return alone.with(Gates.of(checks, runs, withoutValues, compared)
                .and(new PresetChecks(presets, readings, runs).results()));
    }
}
