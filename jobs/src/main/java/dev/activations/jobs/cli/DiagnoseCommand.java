package dev.activations.jobs.cli;

import dev.activations.jobs.ActivationDiagnostics;
import dev.activations.jobs.DiagnosedLog;
import dev.activations.jobs.Report;
import dev.activations.jobs.model.InputException;
import dev.activations.jobs.model.PlainText;
import dev.activations.jobs.model.Settings;
import dev.activations.jobs.output.OutputFolders;
import dev.activations.jobs.report.ConsoleReport;
import dev.activations.jobs.report.ConsoleStyle;
import dev.activations.jobs.report.Made;
import dev.activations.jobs.report.ReportFormat;
import dev.activations.jobs.report.ReportedSteps;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
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
            "--output",
            "--full",
            "--check",
            "--fail-on",
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

    @Option(
            names = "--output",
            paramLabel = "DIR",
            description = "A new folder to write the report to: report.html with charts, report.md, report.json and"
                    + " tables.")
    private String output;

    @Option(
            names = "--statistics",
            paramLabel = "DIR",
            description =
                    "A new folder to write the table of statistics to. diagnose reads it in place of the log, also"
                            + " together with other such tables.")
    private String statistics;

    @Option(
            names = "--report-steps",
            paramLabel = "N|all",
            defaultValue = "50",
            description = "How many steps of a layer report.json keeps; the table of layers has all."
                    + " Default: ${DEFAULT-VALUE}.")
    private String reportSteps;

    @Option(names = "--full", description = "Print every run, layer and finding, however many there are.")
    private boolean full;

    @Mixin
    private GateOptions gates;

    @Mixin
    private RoleOptions roles;

    @Mixin
    private SettingsOptions settings;

    @Mixin
    private SparkOptions spark;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        if (help.all()) {
            spec.commandLine().usage(spec.commandLine().getOut());
            return ExitStatus.OK;
        }
        Settings checked = settings.settings(roles.assumesOutput());
        List<ReportFormat> formats = ReportFormat.all(kept(), made());
        roles.roles();
        gates.check();
        log.check();
        try (ProgressLine progress = ProgressLine.start()) {
            SparkSession session = spark.session();
            progress.follow(session);
            return diagnose(session, checked, formats, progress);
        }
    }

    private int diagnose(SparkSession session, Settings checked, List<ReportFormat> formats, ProgressLine progress) {
        progress.doing("looking at the log");
        try (OutputFolders folders = OutputFolders.at(
                session.sparkContext().hadoopConfiguration(),
                Optional.ofNullable(output),
                Optional.ofNullable(statistics))) {
            DiagnosedLog diagnosed = open(session, checked, progress).diagnose();
            progress.erase();
            int status = print(diagnosed.report());
            progress.doing("writing");
            folders.write(diagnosed, formats);
            progress.close();
            say(next());
            return status;
        }
    }

    private ReportedSteps kept() {
        try {
            return ReportedSteps.parse(reportSteps);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "--" + e.getMessage(), e);
        }
    }

    private Made made() {
        try {
            return Made.by(
                    spec.root().commandLine().getParseResult().originalArgs(), System.getenv(), Clock.systemUTC());
        } catch (IllegalArgumentException e) {
            throw new InputException(e.getMessage(), e);
        }
    }

    private ActivationDiagnostics open(SparkSession session, Settings checked, ProgressLine progress) {
        ActivationDiagnostics diagnostics =
                gates.declare(roles.declare(log.open(session))).withSettings(checked);
        progress.doing("reading " + log.words());
        return diagnostics;
    }

    private String next() {
        if (output != null) {
            return "Next: open %s; beside it are report.md, report.json and the tables."
                    .formatted(PlainText.of(new Path(output, "report.html").toString()));
        }
        return statistics != null
                ? "Next: activations diagnose %s gives this report again, without the log."
                        .formatted(PlainText.of(statistics))
                : "Next: --output DIR writes the whole of it, with charts, to a new folder.";
    }

    private void say(String sentence) {
        spec.commandLine().getOut().println("\n" + sentence);
    }

    private int print(Report report) {
        ConsoleStyle style = new ConsoleStyle(
                Boolean.getBoolean("activations.colour"),
                Integer.getInteger("activations.width", WIDTH_OF_A_FILE),
                full);
        spec.commandLine().getOut().print(ConsoleReport.write(report, style));
        return report.exitStatus(gates.failOn());
    }
}
