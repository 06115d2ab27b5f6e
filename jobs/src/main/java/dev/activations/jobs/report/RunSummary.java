package dev.activations.jobs.report;

import dev.activations.jobs.diagnosis.Figure;
import dev.activations.jobs.rules.Finding;
import dev.activations.jobs.rules.LayerReport;
import dev.activations.jobs.rules.LayerVerdict;
import dev.activations.jobs.rules.Rule;
import dev.activations.jobs.rules.RunReport;
import dev.activations.jobs.rules.Subject;
import dev.activations.jobs.rules.Text;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.LongSummaryStatistics;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/**
 * One run in a sentence: what is wrong with it, where, since when, and what to try first. It follows the gravest finding of
 * the layer nearest to the input, because a fault there makes the layers behind it look broken too.
 *
 * @param run its name; empty where the log names none
 * @param verdict the worst of its layers
 * @param what what is wrong and where, such as "Dead units in hidden1 (47 of 64) and hidden2 (43 of 64)"
 * @param since the step since when, such as "step 25"; empty where nothing is wrong
 * @param toTry the first suggestion; empty where there is none
 * @param also the headlines of other rules that warn or fail
 */
record RunSummary(String run, LayerVerdict verdict, String what, String since, String toTry, List<String> also) {

    /** Layers named in a sentence; of more than that, the rest are counted. */
    private static final int LAYERS_NAMED = 3;

    static RunSummary of(RunReport run) {
        LayerVerdict verdict = run.verdict();
        return run.mattering().stream()
                .findFirst()
                .map(cause -> of(run, verdict, cause))
                .orElseGet(() -> new RunSummary(run.run(), verdict, "Nothing wrong was found", "", "", List.of()));
    }

    /** Which steps and how many samples the verdicts of layers rest on, such as "at step 1,500 on 300 samples". */
    static String basis(List<LayerReport> layers) {
        LongSummaryStatistics steps = layers.stream()
                .map(LayerReport::judged)
                .flatMapToLong(judged -> LongStream.of(judged.fromStep(), judged.toStep()))
                .summaryStatistics();
        LongSummaryStatistics samples = layers.stream()
                .mapToLong(layer -> layer.judged().figures().count(Figure.SAMPLES))
                .summaryStatistics();
        boolean several = layers.stream()
                .anyMatch(layer -> layer.judged().fromStep() != layer.judged().toStep());
        return "at step%s %s on %s".formatted(several ? "s" : "", Text.range(steps), Text.count(samples, "sample"));
    }

    /** The worst verdict first; of the same verdict, those first of whose layers the larger share has it. */
    static List<RunReport> worstFirst(List<RunReport> runs) {
        return runs.stream()
                .sorted(Comparator.comparing(RunReport::verdict)
                        .thenComparing(Comparator.comparingDouble(RunSummary::shareOfLayersWithIt)
                                .reversed()))
                .toList();
    }

    private static double shareOfLayersWithIt(RunReport run) {
        LayerVerdict verdict = run.verdict();
        return run.layers().stream()
                .mapToInt(layer -> layer.verdict() == verdict ? 1 : 0)
                .average()
                .orElse(0);
    }

    private static RunSummary of(RunReport run, LayerVerdict verdict, Finding cause) {
        List<Finding> same = run.mattering().stream()
                .filter(finding -> finding.rule() == cause.rule())
                .sorted(Comparator.comparingInt(finding -> place(run, finding)))
                .toList();
        List<String> also = run.mattering().stream()
                .filter(finding -> finding.rule() != cause.rule())
                .map(Finding::rule)
                .distinct()
                .map(Rule::headline)
                .toList();
        return new RunSummary(
                run.run(),
                verdict,
                cause.rule().headline() + " in " + places(same),
                since(same),
                cause.suggestions().isEmpty()
                        ? ""
                        : withoutDetail(cause.suggestions().get(0).text()),
                also);
    }

    /** A suggestion without what it says in brackets at its end, which the finding has. */
    private static String withoutDetail(String suggestion) {
        return suggestion.replaceFirst(" \\([^)]*\\)$", "");
    }

    private static int place(RunReport run, Finding finding) {
        return run.layers().stream()
                .map(layer ->
                        (Subject) new Subject.OfLayer(layer.diagnosis().layer().key()))
                .toList()
                .indexOf(finding.subject());
    }

    private static String places(List<Finding> findings) {
        List<String> named = findings.stream()
                .limit(LAYERS_NAMED)
                .map(finding -> finding.subject().name()
                        + (finding.quantity().isEmpty() ? "" : " (" + finding.quantity() + ")"))
                .collect(Collectors.toList());
        int others = findings.size() - named.size();
        if (others > 0) {
            named.add(String.format(Locale.ROOT, "%,d more layer%s", others, others == 1 ? "" : "s"));
        }
        String last = named.remove(named.size() - 1);
        return named.isEmpty() ? last : String.join(", ", named) + " and " + last;
    }

    private static String since(List<Finding> findings) {
        if (findings.get(0).verdict() == LayerVerdict.NOT_JUDGED) {
            return "";
        }
        long first = findings.stream().mapToLong(Finding::since).min().orElseThrow();
        long last = findings.stream().mapToLong(Finding::since).max().orElseThrow();
        boolean orBefore = findings.stream().anyMatch(finding -> finding.since() == first && finding.sinceOrBefore());
        return first == last || orBefore
                ? String.format(Locale.ROOT, orBefore ? "step %,d or before" : "step %,d", first)
                : String.format(Locale.ROOT, "step %,d, everywhere since %,d", first, last);
    }
}
