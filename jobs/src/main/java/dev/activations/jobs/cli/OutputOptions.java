package dev.activations.jobs.cli;

import dev.activations.jobs.Report;
import dev.activations.jobs.gates.FailOn;
import dev.activations.jobs.model.InputException;
import dev.activations.jobs.model.PlainText;
import dev.activations.jobs.report.GithubAnnotations;
import dev.activations.jobs.report.Made;
import dev.activations.jobs.report.OutputPart;
import dev.activations.jobs.report.ReportFormat;
import dev.activations.jobs.report.ReportOptions;
import dev.activations.jobs.report.ReportedSteps;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.fs.Path;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options that say what {@code diagnose} writes, and where. */
final class OutputOptions {

    @Option(
            names = "--output",
            paramLabel = "DIR",
            description = "A new folder to write the report to: report.html with charts, report.md, report.json and"
                    + " tables.")
    private String output;

    @Option(
            names = "--write",
            paramLabel = "NAMES",
            completionCandidates = Names.class,
            description =
                    "What the folder of --output holds, out of ${COMPLETION-CANDIDATES}. Names with commas between"
                            + " add to what is written by default (json, html, md, tables), as in sarif,junit;"
                            + " only:json,sarif replaces it.")
    private List<String> write = new ArrayList<>();

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

    @Option(
            names = "--annotate",
            paramLabel = "CI",
            description =
                    "Print the findings also as lines that a CI system shows beside the run: ${COMPLETION-CANDIDATES}.")
    private Annotation annotate;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    /** The folder for the report, if one was asked for. */
    Optional<String> report() {
        return Optional.ofNullable(output);
    }

    /** The folder for the table of statistics, if one was asked for. */
    Optional<String> statistics() {
        return Optional.ofNullable(statistics);
    }

    /** What to write into the folder for the report. */
    Set<OutputPart> parts() {
        if (output == null && !write.isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--write says what the folder of --output holds; add --output DIR, a new folder to write to");
        }
        try {
            return OutputPart.of(write);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "--" + e.getMessage(), e);
        }
    }

    /** What to print: the report, and a CI system's annotations behind it, if any were asked for. */
    String printed(String console, Report report) {
        return annotate == Annotation.GITHUB
                ? GithubAnnotations.withoutCommands(console) + GithubAnnotations.of(report)
                : console;
    }

    /** @param typed the arguments that the user typed */
    ReportOptions options(FailOn failOn, List<String> typed) {
        return new ReportOptions(kept(), made(typed), failOn);
    }

    private ReportedSteps kept() {
        try {
            return ReportedSteps.parse(reportSteps);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "--" + e.getMessage(), e);
        }
    }

    private static Made made(List<String> typed) {
        try {
            return Made.by(typed, System.getenv(), Clock.systemUTC());
        } catch (IllegalArgumentException e) {
            throw new InputException(e.getMessage(), e);
        }
    }

    /** What to do next, in a sentence. */
    String next() {
        if (output != null) {
            return whatIsIn(parts());
        }
        return statistics != null
                ? "Next: activations diagnose %s gives this report again, without the log."
                        .formatted(PlainText.of(statistics))
                : "Next: --output DIR writes the whole of it, with charts, to a new folder.";
    }

    private String whatIsIn(Set<OutputPart> parts) {
        List<String> others = parts.stream()
                .filter(part -> part != OutputPart.HTML)
                .map(OutputOptions::called)
                .toList();
        if (!parts.contains(OutputPart.HTML)) {
            return "Written to %s: %s.".formatted(PlainText.of(output), list(others));
        }
        return "Next: open %s%s."
                .formatted(
                        PlainText.of(new Path(output, called(OutputPart.HTML)).toString()),
                        others.isEmpty()
                                ? ""
                                : "; beside it %s %s".formatted(others.size() == 1 ? "is" : "are", list(others)));
    }

    private static String called(OutputPart part) {
        return part.format(ReportOptions.DEFAULT).map(ReportFormat::file).orElse("the tables");
    }

    private static String list(List<String> names) {
        return names.size() == 1
                ? names.get(0)
                : String.join(", ", names.subList(0, names.size() - 1)) + " and " + names.get(names.size() - 1);
    }

    /** What {@code --annotate} chooses from. */
    enum Annotation {
        GITHUB;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** The names of {@code --write}, for help and completion. */
    static final class Names implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return OutputPart.names().iterator();
        }
    }
}
