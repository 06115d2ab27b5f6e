package dev.activations.jobs.report;

import dev.activations.jobs.Report;
import dev.activations.jobs.diagnosis.Figure;
import dev.activations.jobs.model.PlainText;
import dev.activations.jobs.rules.Finding;
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
                .collect(Collectors.groupingBy(RunSummary::verdict, TreeMap::new, Collectors.counting()));
        out.append("\n")
                .append(counts.entrySet().stream()
                        .map(entry -> style.of(entry.getKey(), entry.getValue() + " " + words(entry.getKey())))
                        .collect(Collectors.joining(
                                ", ", Text.count(report.runs().size(), "run") + ": ", "\n")));
        InputLines.of(report.input())
                .forEach(
                        line -> out.append(Wrap.text("", style.dim("input") + " ", PlainText.of(line), style.width())));
    }

    private static String nameOf(String run) {
        return run.isEmpty() ? "the log" : PlainText.of(run);
    }

    private static String words(LayerVerdict verdict) {
        return verdict == LayerVerdict.INSUFFICIENT_DATA ? "with too little data" : verdict.toString();
    }

    private void addRun(RunReport run) {
        suggestedInRun.clear();
        LayerVerdict verdict = RunSummary.verdict(run);
        String name = nameOf(run.run());
        out.append("\n")
                .append(style.of(verdict, words(verdict).toUpperCase(Locale.ROOT)))
                .append(INDENT)
                .append(style.bold(name));
        out.append(style.dim(about(run))).append("\n");
        if (verdict != LayerVerdict.OK) {
            out.append(LayerTable.of(run, style));
        }
        byRule(run).forEach(this::addFindings);
    }

    /** Which step and how many samples the verdicts are about. */
    private static String about(RunReport run) {
        var steps = run.layers().stream()
                .mapToLong(layer -> layer.diagnosis().latest().step())
                .summaryStatistics();
        var samples = run.layers().stream()
                .mapToLong(layer -> layer.diagnosis().latest().figures().count(Figure.SAMPLES))
                .summaryStatistics();
        return "  %s, judged at step %s on %s of this log"
                .formatted(Text.count(run.layers().size(), "layer"), Text.range(steps), Text.count(samples, "sample"));
    }

    private static Map<Rule, List<Finding>> byRule(RunReport run) {
        return run.findings().stream()
                .collect(Collectors.groupingBy(Finding::rule, LinkedHashMap::new, Collectors.toList()));
    }

    private void addFindings(Rule rule, List<Finding> findings) {
        Severity worst = findings.get(0).severity();
        if (worst == Severity.INFO) {
            addNote(rule, findings);
            return;
        }
        out.append(INDENT)
                .append(style.of(worst, worst.toString()))
                .append(" ")
                .append(style.bold(rule.name()))
                .append("\n");
        for (Finding finding : findings) {
            String milder = finding.severity() == worst ? "" : " (" + finding.severity() + ")";
            addWrapped(BODY, PlainText.of(finding.subject().name()) + milder + ": ", finding.evidence());
        }
        addSuggestions(findings.get(0).suggestions());
    }

    private void addNote(Rule rule, List<Finding> findings) {
        String layers = findings.stream()
                .map(finding -> PlainText.of(finding.subject().name()))
                .collect(Collectors.joining(", "));
        String evidence = findings.size() == 1 ? ": " + findings.get(0).evidence() : "";
        addWrapped(INDENT, style.dim("note"), rule + ": " + layers + evidence);
        if (findings.get(0).matters()) {
            addSuggestions(findings.get(0).suggestions());
        }
    }

    private void addSuggestions(List<Suggestion> suggestions) {
        String toTry = suggestions.stream().map(Suggestion::text).collect(Collectors.joining("; "));
        if (!toTry.isEmpty()) {
            addWrapped(BODY, "try: ", suggestedInRun.add(toTry) ? toTry : "the same");
        }
    }

    private void addWrapped(String indent, String head, String text) {
        out.append(Wrap.text(indent, head, text, style.width()));
    }

    /** The first suggestion for each run that has something wrong, by its gravest finding. */
    private void addWhatToDo(List<RunReport> worstFirst) {
        Map<String, Finding> gravest = new LinkedHashMap<>();
        for (RunReport run : worstFirst) {
            run.findings().stream()
                    .filter(finding -> !finding.suggestions().isEmpty())
                    .filter(Finding::matters)
                    .findFirst()
                    .ifPresent(finding -> gravest.put(run.run(), finding));
        }
        if (gravest.isEmpty()) {
            out.append("\nNothing to do: no rule found anything wrong in this log's samples.\n");
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
