package dev.activations.jobs.report;

import dev.activations.jobs.Report;
import dev.activations.jobs.gates.CheckResult;
import dev.activations.jobs.gates.Outcome;
import dev.activations.jobs.model.PlainText;
import dev.activations.jobs.rules.Finding;
import dev.activations.jobs.rules.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * The findings as lines that GitHub Actions takes from a step's output and shows on the page of the run: failed checks
 * first, then findings, gravest first.
 */
public final class GithubAnnotations {

    /** GitHub shows so many of each level for one step, and drops the others without a word. */
    private static final int SHOWN_PER_LEVEL = 10;

    private GithubAnnotations() {}

    /**
     * The lines, each ending in a newline; last one that says how many were left out, if any were.
     *
     * @param report what to annotate
     */
    public static String of(Report report) {
        StringBuilder out = new StringBuilder();
        List<String> leftOut = new ArrayList<>();
        for (Level level : Level.values()) {
            List<String> lines = lines(report, level);
            lines.stream().limit(SHOWN_PER_LEVEL).forEach(line -> out.append(line)
                    .append("\n"));
            if (lines.size() > SHOWN_PER_LEVEL) {
                leftOut.add(String.format(Locale.ROOT, "%,d %ss", lines.size() - SHOWN_PER_LEVEL, level.command));
            }
        }
        if (!leftOut.isEmpty()) {
            out.append("Not annotated, because GitHub shows %d of each level for one step: %s more.\n"
                    .formatted(SHOWN_PER_LEVEL, String.join(", ", leftOut)));
        }
        return out.toString();
    }

    /**
     * Output in which GitHub takes no line for a command, whatever a log calls its layers: a line may begin with a name.
     *
     * @param output lines, each ending in a newline
     */
    public static String withoutCommands(String output) {
        UUID token = UUID.randomUUID(); // no log can guess it and switch commands on again
        return "::stop-commands::%s\n%s::%s::\n".formatted(token, output, token);
    }

    private static List<String> lines(Report report, Level level) {
        Stream<String> checks = report.gates().checks().stream()
                .filter(check -> Level.of(check.outcome()).filter(level::equals).isPresent())
                .map(check -> line(report, level, check));
        Stream<String> findings = report.findings().stream()
                .filter(finding -> Level.of(finding.severity()) == level)
                .map(finding -> line(report, level, finding));
        return Stream.concat(checks, findings).toList();
    }

    private static String line(Report report, Level level, CheckResult check) {
        String run = check.run().orElse("");
        return line(level, LogLocation.path(report, run), "check", run, check.layer(), CheckWords.sentence(check));
    }

    private static String line(Report report, Level level, Finding finding) {
        String run = finding.subject().run().orElse("");
        return line(
                level,
                LogLocation.path(report, run),
                finding.rule().headline(),
                run,
                finding.subject().layer(),
                FindingWords.sentence(finding));
    }

    private static String line(
            Level level, Optional<String> file, String what, String run, Optional<String> layer, String message) {
        String subject = FindingWords.place(run, layer);
        String title = subject.isEmpty() ? what : what + " in " + subject;
        return "::%s %stitle=%s::%s"
                .formatted(
                        level.command,
                        file.map(path -> "file=" + property(path) + ",").orElse(""),
                        property(title),
                        data(message));
    }

    /** As github.com/actions/toolkit writes a message. */
    private static String data(String text) {
        return PlainText.lines(text).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A");
    }

    /** As github.com/actions/toolkit writes the value of a property. */
    private static String property(String text) {
        return data(PlainText.of(text)).replace(":", "%3A").replace(",", "%2C");
    }

    /** GitHub's levels, gravest first. */
    private enum Level {
        ERROR,
        WARNING,
        NOTICE;

        private final String command = name().toLowerCase(Locale.ROOT);

        static Level of(Severity severity) {
            return switch (severity) {
                case FAIL -> ERROR;
                case WARN -> WARNING;
                case INFO -> NOTICE;
            };
        }

        static Optional<Level> of(Outcome outcome) {
            return switch (outcome) {
                case FAIL -> Optional.of(ERROR);
                case UNDECIDED -> Optional.of(WARNING);
                case PASS -> Optional.empty();
            };
        }
    }
}
