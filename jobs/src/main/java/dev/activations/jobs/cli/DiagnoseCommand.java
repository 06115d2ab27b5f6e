package dev.activations.jobs.cli;

import dev.activations.jobs.ActivationDiagnostics;
import dev.activations.jobs.DiagnosedLog;
import dev.activations.jobs.Report;
import dev.activations.jobs.gates.FailOn;
import dev.activations.jobs.model.PlainText;
import dev.activations.jobs.model.Settings;
import dev.activations.jobs.output.OutputFolders;
import dev.activations.jobs.report.ConsoleReport;
import dev.activations.jobs.report.ConsoleStyle;
import dev.activations.jobs.report.ReportedSteps;
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
        description = {
            "Reads a model's activation log and says which units are dead, which layers are",
            "saturated and where the gradient is lost."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "Exit status: 0 nothing failed, 1 a finding failed, 2 usage or input error,",
            "3 not enough data to tell, or a run that could not be judged, 4 internal error or",
            "too little memory, 129, 130 and 143 stopped by SIGHUP, SIGINT and SIGTERM.",
            "",
            "Examples:",
            "  bin/activations diagnose examples/digits-log",
            "  bin/activations diagnose --fail-on never --output out examples/digits-log",
            "  bin/activations diagnose --window all 'examples/digits-log/run=high-*'"
        })
final class DiagnoseCommand implements Callable<Integer> {

    private static final int WIDTH_OF_A_FILE = 100;

    @Mixin
    private LogOptions log;

    @Option(
            names = "--output",
            paramLabel = "DIR",
            description = "A new folder to write the report to: report.json, report.md, and tables.")
    private String output;

    @Option(
            names = "--statistics",
            paramLabel = "DIR",
            description = "A new folder to write what the rows add up to: it can be diagnosed again in the log's stead,"
                    + " and with others like it.")
    private String statistics;

    @Option(
            names = "--report-steps",
            paramLabel = "N|all",
            defaultValue = "50",
            description = "How many steps of a layer report.json keeps; the table of layers has all. By default"
                    + " ${DEFAULT-VALUE}.")
    private String reportSteps;

    @Option(
            names = "--fail-on",
            paramLabel = "SEVERITY",
            defaultValue = "fail",
            description = "What makes the exit status 1: ${COMPLETION-CANDIDATES}. By default ${DEFAULT-VALUE}.")
    private FailOn failOn;

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
        Settings checked = settings.settings(roles.assumesOutput());
        ReportedSteps kept = kept();
        roles.roles();
        log.check();
        try (ProgressLine progress = ProgressLine.start()) {
            SparkSession session = spark.session();
            progress.follow(session);
            return diagnose(session, checked, kept, progress);
        }
    }

    private int diagnose(SparkSession session, Settings checked, ReportedSteps kept, ProgressLine progress) {
        progress.doing("looking at the log");
        try (OutputFolders folders = OutputFolders.at(
                session.sparkContext().hadoopConfiguration(),
                Optional.ofNullable(output),
                Optional.ofNullable(statistics))) {
            DiagnosedLog diagnosed = open(session, checked, progress).diagnose();
            progress.erase();
            int status = print(diagnosed.report());
            progress.doing("writing");
            folders.write(diagnosed, kept);
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

    private ActivationDiagnostics open(SparkSession session, Settings checked, ProgressLine progress) {
        ActivationDiagnostics diagnostics = roles.declare(log.open(session)).withSettings(checked);
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
                Boolean.getBoolean("activations.colour"), Integer.getInteger("activations.width", WIDTH_OF_A_FILE));
        spec.commandLine().getOut().print(ConsoleReport.write(report, style));
        return report.exitStatus(failOn);
    }
}
