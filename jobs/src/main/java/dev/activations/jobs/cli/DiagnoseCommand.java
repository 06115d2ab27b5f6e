package dev.activations.jobs.cli;

import dev.activations.jobs.ActivationDiagnostics;
import dev.activations.jobs.DiagnosedLog;
import dev.activations.jobs.Report;
import dev.activations.jobs.model.Settings;
import dev.activations.jobs.output.OutputFolders;
import dev.activations.jobs.report.ConsoleReport;
import dev.activations.jobs.report.ConsoleStyle;
import dev.activations.jobs.report.OutputPart;
import dev.activations.jobs.report.ReportOptions;
import dev.activations.jobs.rules.RuleOverride;
import dev.activations.jobs.rules.RuleOverrides;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code activations diagnose}: reads an activation log, prints what is wrong with it, and writes the report. */
@Command(
        name = "diagnose",
        description = "Reads a model's activation log and says which units are dead, which layers are saturated and"
                + " where the gradient is lost.",
        abbreviateSynopsis = true,
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "--output DIR writes DIR/report.html, which opens in any browser, report.md,",
            "report.json and tables. --help-all shows all options.",
            "",
            "Exit status: 0 nothing failed, 1 a finding or a check failed,",
            "2 usage or input error, 3 not enough data to tell, a run that could not be",
            "judged or an undecided check, 4 internal error or too little memory,",
            "129, 130 and 143 stopped by SIGHUP, SIGINT and SIGTERM.",
            "",
            "Examples:",
            "  bin/activations diagnose examples/digits-log",
            "  bin/activations diagnose --fail-on never --output out examples/digits-log",
            "  bin/activations diagnose --check 'dead_fraction < 0.2' examples/digits-log",
            "  bin/activations diagnose --window all 'examples/digits-log/run=high-*'",
            "",
            "To complete options and names by the Tab key in bash and zsh:",
            "  source <(bin/activations completion)"
        })
final class DiagnoseCommand implements Callable<Integer> {

    /** The options that {@code --help} shows. */
    static final List<String> MOST_NEEDED = List.of(
            "--settings",
            "--output",
            "--write",
            "--full",
            "--check",
            "--fail-on",
            "--baseline",
            "--activation",
            "--role",
            "--column",
            "--layout",
            "--channel-axis",
            "--where",
            "--window",
            "--statistics",
            "--master");

    private static final int WIDTH_OF_A_FILE = 100;

    @Mixin
    private ShortHelp help;

    @Mixin
    private LogOptions log;

    @Mixin
    private OutputOptions output;

    @Option(
            names = "--settings",
            paramLabel = "FILE",
            description =
                    "Options from a YAML file, whose keys are their names without dashes: docs/settings.md. What is"
                            + " typed counts first.")
    private Path settingsFile;

    @Option(names = "--full", description = "Print every run, layer and finding, however many there are.")
    private boolean full;

    @Mixin
    private GateOptions gates;

    @Mixin
    private BaselineOptions baseline;

    @Mixin
    private PresetOptions presets;

    @Mixin
    private RoleOptions roles;

    @Mixin
    private SettingsOptions settings;

    @Mixin
    private SparkOptions spark;

    @Spec
    private CommandSpec spec;

    private Optional<List<String>> typed = Optional.empty();
    private List<RuleOverride> rules = List.of();

    /** The file of {@code --settings}, once the options are parsed. */
    Optional<String> settingsFile() {
        return Optional.ofNullable(settingsFile).map(Path::toString);
    }

    /** Says what the user typed, where the arguments parsed are more, and what a file makes of the rules. */
    void wasTyped(List<String> arguments, List<RuleOverride> overrides) {
        typed = Optional.of(List.copyOf(arguments));
        rules = overrides;
    }

    private List<String> typed() {
        return typed.orElseGet(() -> spec.root().commandLine().getParseResult().originalArgs());
    }

    @Override
    public Integer call() {
        if (help.all()) {
            spec.commandLine().usage(spec.commandLine().getOut());
            return ExitStatus.OK;
        }
        Settings checked = settings.settings(roles.assumesOutput());
        Set<OutputPart> parts = output.parts();
        ReportOptions options = output.options(gates.failOn(), typed());
        roles.roles();
        gates.check();
        baseline.check(gates.failOn());
        presets.check();
        log.check();
        try (ProgressLine progress = ProgressLine.start()) {
            SparkSession session = spark.session();
            progress.follow(session);
            return diagnose(session, checked, parts, options, progress);
        }
    }

    private int diagnose(
            SparkSession session,
            Settings checked,
            Set<OutputPart> parts,
            ReportOptions options,
            ProgressLine progress) {
        progress.doing("looking at the log");
        try (OutputFolders folders =
                OutputFolders.at(session.sparkContext().hadoopConfiguration(), output.report(), output.statistics())) {
            DiagnosedLog diagnosed = open(session, checked, progress).diagnose();
            progress.erase();
            int status = print(diagnosed.report());
            progress.doing("writing");
            folders.write(diagnosed, parts, options);
            progress.close();
            say(output.next());
            return status;
        }
    }

    private ActivationDiagnostics open(SparkSession session, Settings checked, ProgressLine progress) {
        ActivationDiagnostics diagnostics = baseline.declare(
                        presets.ask(gates.declare(roles.declare(log.open(session)))))
                .withSettings(checked)
                .withRules(RuleOverrides.of(settingsFile().orElse(""), rules, Clock.systemUTC()));
        progress.doing("reading " + log.words());
        return diagnostics;
    }

    private void say(String sentence) {
        spec.commandLine().getOut().println("\n" + sentence);
    }

    private int print(Report report) {
        ConsoleStyle style = new ConsoleStyle(
                Boolean.getBoolean("activations.colour"),
                Integer.getInteger("activations.width", WIDTH_OF_A_FILE),
                full);
        spec.commandLine().getOut().print(output.printed(ConsoleReport.write(report, style), report));
        return report.exitStatus(gates.failOn());
    }
}
