package dev.activations.jobs.report;

import dev.activations.jobs.Report;
import dev.activations.jobs.diagnosis.Figure;
import dev.activations.jobs.model.PlainText;
import dev.activations.jobs.rules.Finding;
import dev.activations.jobs.rules.LayerReport;
import dev.activations.jobs.rules.LayerVerdict;
import dev.activations.jobs.rules.Rule;
import dev.activations.jobs.rules.RunReport;
import dev.activations.jobs.rules.Severity;
import dev.activations.jobs.rules.Suggestion;
import dev.activations.jobs.rules.Text;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The short of a diagnosis for a terminal: runs worst first, their layers in a table, what was found, since when, and what
 * to try; quiet about what is well.
 */
public final class ConsoleReport {

    private static final String INDENT = "  ";
    private static final String BODY = "      ";

    private final Report report;
    private final ConsoleStyle style;
    private final StringBuilder out = new StringBuilder();
    private final Set<String> suggestedInRun = new HashSet<>();

    private ConsoleReport(Report report, ConsoleStyle style) {
        this.report = report;
        this.style = style;
    }

    /** The report as text, ending in a newline. */
    public static String write(Report report, ConsoleStyle style) {
        ConsoleReport console = new ConsoleReport(report, style);
        console.addHeader();
        List<RunReport> worstFirst = RunSummary.worstFirst(report.runs());
        worstFirst.forEach(console::addRun);
        console.addWhatToDo(worstFirst);
        return console.out.toString();
    }

    private void addHeader() {
        out.append(style.bold("Activation diagnosis"))
                .append(": ")
                .append(Text.count(report.input().rows(), "row"));
        if (!report.input().paths().isEmpty()) {
            out.append(" of ")
                    .append(PlainText.of(String.join(", ", report.input().paths())));
        }
        if (report.input().missingRows() > 0) {
            out.append(String.format(
                    Locale.ROOT, ", %,d of them without values", report.input().missingRows()));
        }
        report.input().filters().forEach(filter -> out.append("Only rows where ")
                .append(PlainText.of(filter))
                .append("\n"));
        Map<LayerVerdict, Long> counts = report.runs().stream()
                .collect(Collectors.groupingBy(RunReport::verdict, TreeMap::new, Collectors.counting()));
        out.append("\n")
                .append(counts.entrySet().stream()
                        .map(entry -> style.of(entry.getKey(), entry.getValue() + " " + words(entry.getKey())))
                        .collect(Collectors.joining(
                                ", ", Text.count(report.runs().size(), "run") + ": ", "\n")));
        InputLines.of(report.input())
                .forEach(
                        line -> out.append(Wrap.text("", style.dim("input") + " ", PlainText.of(line), style.width())));
        if (layers().anyMatch(layer -> layer.diagnosis().layer().depthAssumed())) {
            out.append("The log has no depth, so the order of the layers was guessed from their names.\n");
        }
    }

    private Stream<LayerReport> layers() {
        return report.runs().stream().flatMap(run -> run.layers().stream());
    }

    private static String nameOf(String run) {
        return run.isEmpty() ? "the log" : PlainText.of(run);
    }

    private static String words(LayerVerdict verdict) {
        return switch (verdict) {
            case INSUFFICIENT_DATA -> "with too little data";
            case NOT_JUDGED -> "not judged";
            case FAIL, WARN, OK -> verdict.toString();
        };
    }

    private void addRun(RunReport run) {
        suggestedInRun.clear();
        LayerVerdict verdict = run.verdict();
        String name = nameOf(run.run());
        out.append("\n")
                .append(style.of(verdict, words(verdict).toUpperCase(Locale.ROOT)))
                .append(INDENT)
                .append(style.bold(name));
        out.append(style.dim(about(run))).append("\n");
        if (verdict != LayerVerdict.OK) {
            out.append(LayerTable.of(run, style));
        }
        byRule(run).forEach((rule, findings) -> addFindings(run, findings));
    }

    /** Which step and how many samples the verdicts are about. */
    private static String about(RunReport run) {
        var steps = run.layers().stream()
                .mapToLong(layer -> layer.diagnosis().latest().step())
                .summaryStatistics();
        var samples = run.layers().stream()
                .mapToLong(layer -> layer.diagnosis().latest().figures().count(Figure.SAMPLES))
                .summaryStatistics();
        long notJudged = run.layersNotJudged();
        String part = notJudged == 0 || notJudged == run.layers().size()
                ? ""
                : String.format(Locale.ROOT, " (%,d not judged: no activation is declared)", notJudged);
        return "  %s%s, %s at step %s on %s of this log"
                .formatted(
                        Text.count(run.layers().size(), "layer"),
                        part,
                        run.verdict() == LayerVerdict.NOT_JUDGED ? "looked at" : "judged",
                        Text.range(steps),
                        Text.count(samples, "sample"));
    }

    private static Map<Rule, List<Finding>> byRule(RunReport run) {
        return run.findings().stream()
                .collect(Collectors.groupingBy(Finding::rule, LinkedHashMap::new, Collectors.toList()));
    }

    private void addFindings(RunReport run, List<Finding> findings) {
        Rule rule = findings.get(0).rule();
        Severity worst = findings.get(0).severity();
        if (worst == Severity.INFO) {
            addNote(run, findings);
            return;
        }
        out.append(INDENT)
                .append(style.of(worst, worst.toString()))
                .append(" ")
                .append(style.bold(rule.name()))
                .append("\n");
        for (int i = 0; i < findings.size(); i++) {
            Finding finding = findings.get(i);
            String milder = finding.severity() == worst ? "" : " (" + finding.severity() + ")";
            addWrapped(BODY, PlainText.of(finding.subject().name()) + milder + ": ", finding.evidence());
            if (i == findings.size() - 1 || !toTry(finding).equals(toTry(findings.get(i + 1)))) {
                addSuggestions(finding);
            }
        }
    }

    /** Notes of one rule in a line; those that the run's verdict rests on one by one, with what to type. */
    private void addNote(RunReport run, List<Finding> findings) {
        String rule = findings.get(0).rule().name();
        if (run.mattering().contains(findings.get(0))) {
            for (Finding finding : findings) {
                addWrapped(
                        INDENT,
                        style.dim("note"),
                        rule + ": " + PlainText.of(finding.subject().name()) + ": " + finding.evidence());
                addSuggestions(finding);
            }
            return;
        }
        String layers = findings.stream()
                .map(finding -> PlainText.of(finding.subject().name()))
                .collect(Collectors.joining(", "));
        String evidence = findings.size() == 1 ? ": " + findings.get(0).evidence() : "";
        addWrapped(INDENT, style.dim("note"), rule + ": " + layers + evidence);
    }

    private static String toTry(Finding finding) {
        return finding.suggestions().stream().map(Suggestion::text).collect(Collectors.joining("; "));
    }

    private void addSuggestions(Finding finding) {
        String toTry = toTry(finding);
        if (!toTry.isEmpty()) {
            String because = finding.suggestions().get(0).because();
            addWrapped(
                    BODY,
                    "try: ",
                    (suggestedInRun.add(toTry) ? toTry : "the same")
                            + (because.isEmpty() ? "" : " (because " + because + ")"));
        }
    }

    private void addWrapped(String indent, String head, String text) {
        out.append(Wrap.text(indent, head, text, style.width()));
    }

    /** The first suggestion for each run that has something wrong, by its gravest finding. */
    private void addWhatToDo(List<RunReport> worstFirst) {
        Map<String, Finding> gravest = new LinkedHashMap<>();
        for (RunReport run : worstFirst) {
            run.mattering().stream()
                    .filter(finding -> !finding.suggestions().isEmpty())
                    .findFirst()
                    .ifPresent(finding -> gravest.put(run.run(), finding));
        }
        if (gravest.isEmpty()) {
            out.append(
                    layers().anyMatch(layer -> layer.verdict() == LayerVerdict.NOT_JUDGED)
                            ? "\nNothing to do about the layers that were judged: no rule found anything wrong in this log's samples.\n"
                            : "\nNothing to do: no rule found anything wrong in this log's samples.\n");
            return;
        }
        out.append("\n").append(style.bold("What to try first")).append("\n");
        gravest.forEach((run, finding) -> addWrapped(
                INDENT,
                nameOf(run) + ": ",
                finding.suggestions().get(0).text() + " ("
                        + PlainText.of(finding.subject().name()) + ": " + finding.rule() + ")"));
    }
}
