package dev.activations.jobs.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.activations.jobs.diagnosis.Figure;
import dev.activations.jobs.gates.baseline.BaselineComparison;
import dev.activations.jobs.gates.baseline.LayerComparison;
import dev.activations.jobs.gates.baseline.LayerSnapshot;
import java.util.Comparator;
import java.util.List;

/** The comparison with a baseline as report.html shows it: the layers that changed first, with the figures of its table. */
final class HtmlBaseline {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    /** Of more layers, the page leaves out those that changed the least. */
    private static final int MOST_LAYERS = 1000;

    /** Those of the page's comparison of two runs, in {@code compare.js}. */
    private static final List<Figure> FIGURES = List.of(
            Figure.DEAD_FRACTION,
            Figure.STUCK_FRACTION,
            Figure.SATURATED_FRACTION,
            Figure.SIGNAL_SPREAD,
            Figure.RELATIVE_SPREAD,
            Figure.DERIVATIVE_RATIO,
            Figure.ENTROPY_MEAN,
            Figure.STANDARD_DEVIATION);

    private HtmlBaseline() {}

    static ObjectNode of(BaselineComparison comparison) {
        ObjectNode node = JsonBaseline.of(comparison);
        node.put("summary", new BaselineWords(comparison, 0, "").summary());
        ArrayNode layers = node.putArray("layers");
        comparison.layers().stream()
                .sorted(Comparator.comparing(LayerComparison::trend))
                .limit(MOST_LAYERS)
                .forEach(layer -> layers.add(layer(layer)));
        return node.put("leftOut", Math.max(0, comparison.layers().size() - MOST_LAYERS));
    }

    private static ObjectNode layer(LayerComparison layer) {
        ObjectNode node = JsonBaseline.layer(layer).put("trend", layer.trend().toString());
        node.set("before", figures(layer.before()));
        node.set("now", figures(layer.now()));
        node.remove("change");
        return node;
    }

    private static ObjectNode figures(LayerSnapshot layer) {
        ObjectNode node = JSON.objectNode();
        FIGURES.forEach(figure -> JsonWriting.put(node, figure.key(), layer.figure(figure)));
        return node;
    }
}
