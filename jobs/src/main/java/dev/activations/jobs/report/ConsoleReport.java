package dev.activations.jobs.report;

import dev.activations.jobs.Report;
import dev.activations.jobs.gates.baseline.BaselineComparison;
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
 * to try; short about what is well.
 */
public final class ConsoleReport {

    private static final String INDENT = "  ";
    private static final String BODY = "      ";

    /** Of more runs than that, only as many are shown as fit into {@link #MOST_LINES}. */
    private static final int FEW_RUNS = 12;

    private static final int MOST_LINES = 60;

    /** What is more, and what to try first, with the lines between. */
    private static final int LINES_AT_THE_END = 6;

    /** Layers that a note or the findings of a rule name one by one. */
    private static final int NAMED = 3;

    private final Report report;
    private final ConsoleStyle style;
    private final StringBuilder out = new StringBuilder();
    private final Set<String> suggestedInRun = new HashSet<>();
    private ShortNames names = ShortNames.WHOLE;

    private ConsoleReport(Report report, ConsoleStyle style) {
        this.report = report;
        this.style = style;
    }

    /** The report as text, ending in a newline. */
    public static String write(Report report, ConsoleStyle style) {
        ConsoleReport console = new ConsoleReport(report, style);
        console.addHeader();
        List<RunReport> worstFirst = RunSummary.worstFirst(report.runs());
        int shown = console.addRuns(worstFirst);
        if (!report.gates().checks().isEmpty()) {
            console.out.append(CheckLines.block(report.gates(), style));
        }
        report.gates().baseline().ifPresent(console::addBaseline);
        console.addWhatToDo(worstFirst.subList(0, shown));
        return console.out.toString();
    }

    /** Every run; of many only as many as there is room for, the worst first. Gives how many. */
    private int addRuns(List<RunReport> worstFirst) {
        boolean all = style.full() || worstFirst.size() <= FEW_RUNS;
        int shown = 0;
        for (RunReport run : worstFirst) {
            int before = out.length();
            addRun(run);
            // A line of what to try follows for each.
            if (!all && shown > 0 && out.toString().lines().count() + shown + LINES_AT_THE_END > MOST_LINES) {
                out.setLength(before);
                break;
            }
            shown++;
        }
        List<RunReport> others = worstFirst.subList(shown, worstFirst.size());
        if (!others.isEmpty()) {
            out.append("\n")
                    .append(String.format(Locale.ROOT, "%,d more: --full (", others.size()))
                    .append(countsOf(others))
                    .append(")\n");
        }
        return shown;
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
        out.append("\n")
                .append(Text.count(report.runs().size(), "run"))
                .append(": ")
                .append(countsOf(report.runs()))
                .append("\n");
        InputLines.of(report.input())
                .forEach(
                        line -> out.append(Wrap.text("", style.dim("input") + " ", PlainText.of(line), style.width())));
        SuppressedLine.of(report).ifPresent(line -> out.append(Wrap.text("", "", PlainText.of(line), style.width())));
        if (layers().anyMatch(layer -> layer.diagnosis().layer().depthAssumed())) {
            out.append("The log has no depth, so the order of the layers was guessed from their names.\n");
        }
    }

    private String countsOf(List<RunReport> runs) {
        Map<LayerVerdict, Long> counts =
                runs.stream().collect(Collectors.groupingBy(RunReport::verdict, TreeMap::new, Collectors.counting()));
        return counts.entrySet().stream()
                .map(entry -> style.of(entry.getKey(), entry.getValue() + " " + words(entry.getKey())))
                .collect(Collectors.joining(", "));
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
        names = ShortNames.of(run.layers().stream()
                .map(layer -> layer.diagnosis().layer().key().layer())
                .toList());
        out.append(LayerTable.of(run, style, names));
        byRule(run).forEach((rule, findings) -> addFindings(run, findings));
    }

    /** Which steps and how many samples the verdicts are about. */
    private static String about(RunReport run) {
        long notJudged = run.layersNotJudged();
        String part = notJudged == 0 || notJudged == run.layers().size()
                ? ""
                : String.format(Locale.ROOT, " (%,d not judged: no activation is declared)", notJudged);
        return "  %s%s, %s %s of this log"
                .formatted(
                        Text.count(run.layers().size(), "layer"),
                        part,
                        run.verdict() == LayerVerdict.NOT_JUDGED ? "looked at" : "judged",
                        RunSummary.basis(run.layers()));
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
        List<Finding> shown = style.full() || findings.size() <= NAMED + 1 ? findings : findings.subList(0, NAMED);
        for (int i = 0; i < shown.size(); i++) {
            Finding finding = shown.get(i);
            String milder = finding.severity() == worst ? "" : " (" + finding.severity() + ")";
            addWrapped(BODY, nameOf(finding) + milder + ": ", finding.evidence());
            if (i == shown.size() - 1 || !toTry(finding).equals(toTry(shown.get(i + 1)))) {
                addSuggestions(finding);
            }
        }
        if (shown.size() < findings.size()) {
            addWrapped(
                    BODY,
                    "",
                    String.format(Locale.ROOT, "and %,d more layers: --full", findings.size() - shown.size()));
        }
    }

    private String nameOf(Finding finding) {
        return PlainText.of(names.of(finding.subject().name()));
    }

    /** Notes of one rule in a line; those that the run's verdict rests on one by one, with what to type. */
    private void addNote(RunReport run, List<Finding> findings) {
        String rule = findings.get(0).rule().name();
        if (run.mattering().contains(findings.get(0))) {
            List<Finding> shown = style.full() || findings.size() <= NAMED + 1 ? findings : findings.subList(0, NAMED);
            for (Finding finding : shown) {
                addWrapped(INDENT, style.dim("note"), rule + ": " + nameOf(finding) + ": " + finding.evidence());
                addSuggestions(finding);
            }
            if (shown.size() < findings.size()) {
                addWrapped(
                        INDENT,
                        style.dim("note"),
                        String.format(
                                Locale.ROOT, "%s: %,d more layers: --full", rule, findings.size() - shown.size()));
            }
            return;
        }
        long named = style.full() ? findings.size() : NAMED;
        String layers = findings.stream().limit(named).map(this::nameOf).collect(Collectors.joining(", "))
                + (findings.size() > named ? String.format(Locale.ROOT, " and %,d more", findings.size() - named) : "");
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

    /** What changed since the baseline. */
    private void addBaseline(BaselineComparison comparison) {
        BaselineWords words = new BaselineWords(comparison, style.full() ? Integer.MAX_VALUE : NAMED, "--full");
        out.append("\n")
                .append(style.bold("Compared with " + PlainText.of(comparison.folder())))
                .append("\n");
        addWrapped("", INDENT, words.summary());
        int width = words.lines().stream()
                .mapToInt(line -> line.kind().length())
                .max()
                .orElse(0);
        words.lines()
                .forEach(line -> addWrapped(
                        INDENT, style.dim(("%-" + width + "s").formatted(line.kind())) + INDENT, line.text()));
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
