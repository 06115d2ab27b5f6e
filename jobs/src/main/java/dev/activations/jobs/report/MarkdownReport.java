package dev.activations.jobs.report;

import dev.activations.jobs.Report;
import dev.activations.jobs.model.PlainText;
import dev.activations.jobs.rules.Finding;
import dev.activations.jobs.rules.LayerReport;
import dev.activations.jobs.rules.LayerVerdict;
import dev.activations.jobs.rules.RunReport;
import dev.activations.jobs.rules.Severity;
import dev.activations.jobs.rules.Text;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * The diagnosis as {@code report.md}, for a comment on a pull request: a table of the runs, worst first, and the layers and
 * findings of those with problems, folded away. Names from the log are text, whatever they look like.
 */
public final class MarkdownReport implements OneFile {

    /** Layers and findings that a comment has room for, per run: GitHub's comments end at 65,536 characters. */
    private static final int ROWS_PER_RUN = 40;

    /** Layers that a finding names: which others it is about, the table above tells. */
    private static final int SUBJECTS_NAMED = 3;

    private static final int RUNS_UNFOLDED = 20;

    /** Runs of more layers than that show those that are not ok. */
    private static final int FEW_LAYERS = 12;

    private final Made made;

    /** A report that does not say when and how it was made. */
    public MarkdownReport() {
        this(Made.UNKNOWN);
    }

    public MarkdownReport(Made made) {
        this.made = made;
    }

    @Override
    public String file() {
        return "report.md";
    }

    @Override
    public void write(Report report, OutputStream out) throws IOException {
        out.write((markdown(report) + foot(report)).getBytes(StandardCharsets.UTF_8));
    }

    private static String markdown(Report report) {
        List<RunReport> worstFirst = RunSummary.worstFirst(report.runs());
        List<RunSummary> summaries = worstFirst.stream().map(RunSummary::of).toList();
        StringBuilder out = new StringBuilder("## Activation diagnosis\n\n");
        out.append(headline(summaries))
                .append("\n\n| | run | what is wrong | since | try first |\n|---|---|---|---|---|\n");
        summaries.forEach(summary -> out.append(row(
                mark(summary.verdict()),
                name(summary.run()),
                text(summary.what()),
                summary.since(),
                text(summary.toTry()))));
        worstFirst.stream()
                .filter(run -> run.verdict() != LayerVerdict.OK)
                .limit(RUNS_UNFOLDED)
                .forEach(run -> out.append(details(run)));
        InputLines.of(report.input())
                .forEach(line -> out.append("\n").append(text(line)).append("\n"));
        return out.append(String.format(
                        Locale.ROOT,
                        "\n%s read%s.\n",
                        Text.count(report.input().rows(), "row"),
                        report.input().missingRows() == 0
                                ? ""
                                : String.format(
                                        Locale.ROOT,
                                        ", %,d of them without values",
                                        report.input().missingRows())))
                .toString();
    }

    /** When and how it was made, and what was not checked. */
    private String foot(Report report) {
        StringBuilder out = new StringBuilder("\n<sub>Made");
        made.date().ifPresent(date -> out.append(" ")
                .append(date.toString().replace("T", " ").replace("Z", " UTC")));
        out.append(" by Activations for Apache Spark ")
                .append(text(made.version().orElse("")));
        made.command()
                .ifPresent(
                        command -> out.append(": <code>").append(text(command)).append("</code>"));
        String notChecked = Check.of(report).stream()
                .filter(check -> !check.made())
                .map(check -> check.name() + " (" + check.what() + ")")
                .collect(Collectors.joining("; "));
        if (!notChecked.isEmpty()) {
            out.append(". Not checked: ").append(text(notChecked));
        }
        return out.append(".</sub>\n").toString().replace(" :", ":").replace(" .", ".");
    }

    private static String headline(List<RunSummary> summaries) {
        long notJudged = summaries.stream()
                .filter(summary -> summary.verdict() == LayerVerdict.NOT_JUDGED)
                .count();
        long sick = summaries.stream()
                        .filter(summary -> summary.verdict() != LayerVerdict.OK)
                        .count()
                - notJudged;
        if (notJudged > 0 && sick == 0) {
            return String.format(
                    Locale.ROOT,
                    "**%,d of %,d run%s not judged.**",
                    notJudged,
                    summaries.size(),
                    summaries.size() == 1 ? " was" : "s were");
        }
        return sick == 0
                ? "Nothing wrong was found in %s.".formatted(Text.count(summaries.size(), "run"))
                : "**%s of %s** %s problems."
                        .formatted(sick, Text.count(summaries.size(), "run"), sick == 1 ? "has" : "have");
    }

    private static String details(RunReport run) {
        StringBuilder out = new StringBuilder("\n<details><summary>")
                .append(name(run.run()))
                .append(": layers and findings</summary>\n\n")
                .append("| layer | activation | role | units | verdict | why | ")
                .append(String.join(" | ", LayerColumn.headings()))
                .append(" |\n|---|---|---|---:|---|---")
                .append("|---:".repeat(LayerColumn.headings().size()))
                .append("|\n");
        ShortNames names = ShortNames.of(run.layers().stream()
                .map(layer -> layer.diagnosis().layer().key().layer())
                .toList());
        List<LayerReport> shown = run.layers().size() <= FEW_LAYERS
                ? run.layers()
                : run.layers().stream()
                        .filter(layer -> layer.verdict() != LayerVerdict.OK)
                        .toList();
        List<LayerGroup> groups = LayerGroup.atMost(ROWS_PER_RUN, shown, names);
        groups.stream().limit(ROWS_PER_RUN).forEach(group -> out.append(layers(group)));
        out.append(others(
                groups.stream()
                        .skip(ROWS_PER_RUN)
                        .mapToLong(group -> group.layers().size())
                        .sum(),
                "layers"));
        if (shown.size() < run.layers().size()) {
            out.append(String.format(
                    Locale.ROOT,
                    "\n%,d layers that are ok have no row here.\n",
                    run.layers().size() - shown.size()));
        }
        if (names.shorten()) {
            out.append("\nThe layers are ").append(name(names.pattern())).append(".\n");
        }
        out.append("\n");
        Collection<List<Finding>> findings = run.findings().stream()
                .filter(finding -> finding.severity() != Severity.INFO)
                .collect(Collectors.groupingBy(
                        finding -> List.of(finding.severity(), finding.rule(), finding.evidence()),
                        LinkedHashMap::new,
                        Collectors.toList()))
                .values();
        findings.stream().limit(ROWS_PER_RUN).forEach(equal -> out.append(findings(equal)));
        return out.append(others(
                        findings.stream()
                                .skip(ROWS_PER_RUN)
                                .mapToLong(List::size)
                                .sum(),
                        "findings"))
                .append("\n</details>\n")
                .toString();
    }

    private static String others(long count, String what) {
        return count == 0 ? "" : String.format(Locale.ROOT, "\n%,d more %s are in report.json.\n", count, what);
    }

    private static String layers(LayerGroup group) {
        LayerReport layer = group.first();
        String activation = layer.diagnosis().layer().activation();
        return row(
                name(group.name())
                        + (group.layers().size() == 1
                                ? ""
                                : " (" + group.layers().size() + ")"),
                activation.isEmpty() ? LayerColumn.NONE : name(activation),
                layer.diagnosis().role().toString(),
                Integer.toString(layer.diagnosis().units()),
                mark(layer.verdict()),
                text(group.why()),
                String.join(" | ", LayerColumn.cells(group.layers())));
    }

    /** What was found alike in several layers, in one line. */
    private static String findings(List<Finding> equal) {
        Finding first = equal.get(0);
        String subjects = equal.stream()
                .limit(SUBJECTS_NAMED)
                .map(finding -> name(finding.subject().name()))
                .collect(Collectors.joining(", "));
        return "- **%s** %s, %s%s: %s\n"
                .formatted(
                        first.severity(),
                        first.rule(),
                        subjects,
                        equal.size() <= SUBJECTS_NAMED ? "" : " and " + (equal.size() - SUBJECTS_NAMED) + " more",
                        text(first.evidence()));
    }

    private static String row(String... cells) {
        return List.of(cells).stream().collect(Collectors.joining(" | ", "| ", " |\n"));
    }

    private static String mark(LayerVerdict verdict) {
        return switch (verdict) {
            case FAIL -> "❌ fail";
            case WARN -> "⚠️ warn";
            case INSUFFICIENT_DATA -> "❔ too little data";
            case NOT_JUDGED -> "❔ not judged";
            case OK -> "✅ ok";
        };
    }

    private static String name(String name) {
        return name.isEmpty() ? "the log" : "<code>" + text(name) + "</code>";
    }

    /** Text that is neither markup nor the end of a table's cell. */
    static String text(String text) {
        return PlainText.of(text)
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replaceAll("([\\\\`*_\\[\\]|~@#])", "\\\\$1");
    }
}
