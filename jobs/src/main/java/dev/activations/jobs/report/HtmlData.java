package dev.activations.jobs.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.activations.jobs.Report;
import dev.activations.jobs.diagnosis.Figure;
import dev.activations.jobs.rules.Finding;
import dev.activations.jobs.rules.LayerReport;
import dev.activations.jobs.rules.RunReport;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** What report.html shows, as JSON: the report's runs, worst first, with as much of their steps as {@link HtmlSample} says. */
final class HtmlData {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final Report report;
    private final Made made;
    private final HtmlSample sample;

    private HtmlData(Report report, Made made) {
        this.report = report;
        this.made = made;
        sample = HtmlSample.of(report);
    }

    static ObjectNode of(Report report, Made made) {
        return new HtmlData(report, made).root();
    }

    private ObjectNode root() {
        ObjectNode root = JSON.objectNode();
        root.set("input", JsonReport.input(report.input()));
        root.set("settings", JsonReport.settings(report));
        root.put("judged", judged()).put("missing", sum(Figure.MISSING)).put("masked", sum(Figure.MASKED));
        ArrayNode leftOut = root.putArray("leftOut");
        sample.leftOut(report).forEach(leftOut::add);
        ArrayNode figures = root.putArray("figures");
        Figure.reported().forEach(figure -> figures.addObject()
                .put("key", figure.key())
                .put("meaning", figure.meaning())
                .put("count", figure.isCount()));
        root.set("checks", HtmlChecks.json(report.gates()));
        root.set("made", made.json(report));
        root.set("rules", HtmlRules.of(report));
        root.set("measures", HtmlMeasures.json());
        root.set("baseline", report.gates().baseline().map(HtmlBaseline::of).orElse(null));
        ArrayNode runs = root.putArray("runs");
        RunSummary.worstFirst(report.runs()).forEach(run -> runs.add(run(run)));
        ArrayNode findings = root.putArray("findings");
        report.findings().forEach(finding -> findings.add(finding(finding)));
        ArrayNode suppressed = root.putArray("suppressed");
        report.suppressed()
                .forEach(each -> suppressed.add(finding(each.finding())
                        .put(
                                "suppressed",
                                each.words() + (each.source().isEmpty() ? "" : " (" + each.source() + ")"))));
        return root;
    }

    private ObjectNode run(RunReport run) {
        RunSummary summary = RunSummary.of(run);
        List<Long> steps = sample.stepsOf(run);
        int all = HtmlSample.allSteps(run).size();
        ObjectNode node = JSON.objectNode()
                .put("run", run.run().isEmpty() ? null : run.run())
                .put("verdict", summary.verdict().toString())
                .put("what", summary.what())
                .put("since", summary.since())
                .put("try", summary.toTry())
                .put(
                        "sampled",
                        steps.size() == all
                                ? ""
                                : String.format(Locale.ROOT, " %,d of %,d steps are drawn.", steps.size(), all));
        ShortNames names = ShortNames.of(run.layers().stream()
                .map(layer -> layer.diagnosis().layer().key().layer())
                .toList());
        node.put("prefix", names.prefix()).put("suffix", names.suffix());
        ArrayNode also = node.putArray("also");
        summary.also().forEach(also::add);
        ArrayNode drawn = node.putArray("steps");
        steps.forEach(drawn::add);
        ArrayNode layers = node.putArray("layers");
        run.layers().forEach(layer -> layers.add(HtmlLayer.of(layer, steps, sample)));
        return node;
    }

    private static ObjectNode finding(Finding finding) {
        ObjectNode node = JsonReport.finding(finding)
                .put("headline", finding.rule().headline())
                .put("why", finding.why());
        node.remove("numbers");
        return node;
    }

    /** Which steps and how many samples the verdicts are about. */
    private String judged() {
        return "judged " + RunSummary.basis(layers().toList());
    }

    private long sum(Figure figure) {
        return layers().flatMap(layer -> layer.diagnosis().steps().stream())
                .mapToLong(step -> step.figures().count(figure))
                .sum();
    }

    private Stream<LayerReport> layers() {
        return report.runs().stream().flatMap(run -> run.layers().stream());
    }
}
