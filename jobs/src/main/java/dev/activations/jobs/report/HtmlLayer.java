package dev.activations.jobs.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.activations.functions.behaviour.Behaviour;
import dev.activations.jobs.diagnosis.Figure;
import dev.activations.jobs.diagnosis.Figures;
import dev.activations.jobs.diagnosis.LayerDiagnosis;
import dev.activations.jobs.diagnosis.StepDiagnosis;
import dev.activations.jobs.rules.LayerReport;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/** What report.html shows of one layer, as JSON: its figures over the steps drawn, its units, and its histograms. */
final class HtmlLayer {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    /** Digits of a number that is only drawn. */
    private static final MathContext DRAWN = new MathContext(4);

    private static final MathContext READ = new MathContext(7);

    /** Figures of firing, which say nothing of units that cannot stop. */
    private static final Set<Figure> OF_FIRING = EnumSet.of(
            Figure.NEVER_FIRED_UNITS,
            Figure.DEAD_UNITS,
            Figure.NEARLY_DEAD_UNITS,
            Figure.STILL_DEAD_UNITS,
            Figure.DEAD_FRACTION,
            Figure.NEVER_FIRED_FRACTION);

    private final LayerReport report;
    private final LayerDiagnosis diagnosis;
    private final List<Optional<StepDiagnosis>> drawn;
    private final ObjectNode node = JSON.objectNode();

    /** @param steps the steps drawn of the run, at some of which the layer may have nothing */
    private HtmlLayer(LayerReport report, List<Long> steps) {
        this.report = report;
        diagnosis = report.diagnosis();
        Map<Long, StepDiagnosis> byStep = new HashMap<>();
        diagnosis.steps().forEach(step -> byStep.put(step.step(), step));
        drawn = steps.stream()
                .map(step -> Optional.ofNullable(byStep.get(step)))
                .toList();
        node.put("layer", diagnosis.layer().key().layer())
                .put("depth", diagnosis.layer().depth())
                .put(
                        "activation",
                        diagnosis.layer().activation().isEmpty()
                                ? null
                                : diagnosis.layer().activation())
                .put("role", diagnosis.role().toString())
                .put("units", diagnosis.units())
                .put("verdict", report.verdict().toString())
                .put("why", report.why())
                .put(
                        "rule",
                        report.reason().map(finding -> finding.rule().name()).orElse(null))
                .put("canDie", behaviour().filter(Behaviour::canDie).isPresent())
                .put("spreads", behaviour().filter(Behaviour::squashes).isPresent() ? "range" : "size")
                .put("expected", behaviour().map(Behaviour::expectedDerivative).orElse(null))
                .put("firstStep", diagnosis.steps().get(0).step())
                .put("lastStep", diagnosis.latest().step());
    }

    private Optional<Behaviour> behaviour() {
        return diagnosis.layer().behaviour();
    }

    static ObjectNode of(LayerReport report, List<Long> steps, HtmlSample sample) {
        HtmlLayer layer = new HtmlLayer(report, steps);
        layer.addFigures();
        layer.addSeries();
        layer.addDensity();
        layer.addHistograms(sample.histograms());
        layer.addHeads();
        if (layer.diagnosis.latest().units().size() > 0) {
            layer.node.set("map", HtmlMap.of(layer.diagnosis, layer.drawn, sample));
        }
        return layer.node;
    }

    private void addFigures() {
        ArrayNode notes = node.putArray("notes");
        report.notes().forEach(notes::add);
        ArrayNode latest = node.putArray("latest");
        Figure.reported()
                .forEach(figure -> add(latest, shown(figure, diagnosis.latest().figures()), READ));
        ArrayNode absent = node.putArray("absent");
        for (int s = 0; s < drawn.size(); s++) {
            if (drawn.get(s).isEmpty()) {
                absent.add(s);
            }
        }
    }

    private void addSeries() {
        ObjectNode series = node.putObject("series");
        for (Figure figure : HtmlMeasures.figures()) {
            addSeries(series, figure.key(), figures -> shown(figure, figures));
        }
        addSeries(series, "non_finite", figures -> OptionalDouble.of(LayerColumn.nonFinite(figures)));
    }

    private OptionalDouble shown(Figure figure, Figures figures) {
        return OF_FIRING.contains(figure) && !LayerColumn.canDie(report) ? OptionalDouble.empty() : figures.get(figure);
    }

    /** One number per step drawn, or a single one where it never changes; nothing where it is never determined. */
    private void addSeries(ObjectNode series, String name, Function<Figures, OptionalDouble> number) {
        List<OptionalDouble> values = drawn.stream()
                .map(step -> step.map(StepDiagnosis::figures).map(number).orElse(OptionalDouble.empty()))
                .toList();
        List<OptionalDouble> different = drawn.stream()
                .flatMap(Optional::stream)
                .map(StepDiagnosis::figures)
                .map(number)
                .distinct()
                .toList();
        if (different.size() == 1) {
            if (different.get(0).isPresent()) {
                series.put(name, rounded(different.get(0).getAsDouble(), DRAWN));
            }
        } else {
            ArrayNode array = series.putArray(name);
            values.forEach(value -> add(array, value, DRAWN));
        }
    }

    private static void add(ArrayNode array, OptionalDouble value, MathContext digits) {
        if (value.isPresent()) {
            array.add(rounded(value.getAsDouble(), digits));
        } else {
            array.addNull();
        }
    }

    private static BigDecimal rounded(double value, MathContext digits) {
        BigDecimal rounded = new BigDecimal(value).round(digits).stripTrailingZeros();
        return Math.abs(rounded.scale()) < digits.getPrecision()
                ? rounded.setScale(Math.max(0, rounded.scale()))
                : rounded;
    }

    private void addDensity() {
        Map<String, Long> latest = diagnosis.latest().figures().firingDensity();
        if (!latest.isEmpty()) {
            ObjectNode density = node.putObject("density");
            latest.forEach(density.putObject("latest")::put);
            diagnosis.steps().get(0).figures().firingDensity().forEach(density.putObject("first")::put);
        }
    }

    /** The mean entropy of each head at each step drawn. */
    private void addHeads() {
        if (diagnosis.latest().figures().headEntropies().length == 0) {
            return;
        }
        ArrayNode heads = node.putArray("heads");
        for (Optional<StepDiagnosis> step : drawn) {
            ArrayNode row = heads.addArray();
            step.ifPresent(at -> {
                for (double entropy : at.figures().headEntropies()) {
                    add(row, Double.isNaN(entropy) ? OptionalDouble.empty() : OptionalDouble.of(entropy), DRAWN);
                }
            });
        }
    }

    private void addHistograms(int most) {
        List<StepDiagnosis> steps = HtmlSample.evenly(diagnosis.steps().size(), most).stream()
                .map(diagnosis.steps()::get)
                .filter(step -> !step.figures().histogram().isEmpty())
                .toList();
        boolean linear = steps.stream()
                .noneMatch(step -> step.figures().linearHistogram().isEmpty());
        Function<StepDiagnosis, List<Figures.Bin>> histogram = step ->
                linear ? step.figures().linearHistogram() : step.figures().histogram();
        TreeSet<Figures.Bin> bins =
                new TreeSet<>(Comparator.comparingDouble(Figures.Bin::lower).thenComparingDouble(Figures.Bin::upper));
        steps.forEach(step -> bins.addAll(histogram.apply(step)));
        ObjectNode histograms =
                node.putObject("histograms").put("of", diagnosis.steps().size()).put("linear", linear);
        ArrayNode edges = histograms.putArray("bins");
        bins.forEach(bin -> edges.addArray().add(bin.lower()).add(bin.upper()));
        ArrayNode numbers = histograms.putArray("steps");
        ArrayNode counts = histograms.putArray("counts");
        for (StepDiagnosis step : steps) {
            numbers.add(step.step());
            Map<Double, Long> byLower = new HashMap<>();
            histogram
                    .apply(step)
                    .forEach(bin ->
                            byLower.merge(bin.lower() + 0.5 * (bin.upper() - bin.lower()), bin.count(), Long::sum));
            ArrayNode row = counts.addArray();
            bins.forEach(bin -> row.add(byLower.getOrDefault(bin.lower() + 0.5 * (bin.upper() - bin.lower()), 0L)));
        }
    }
}
