package dev.activations.jobs.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.activations.jobs.diagnosis.Figure;
import dev.activations.jobs.gates.baseline.BaselineComparison;
import dev.activations.jobs.gates.baseline.Found;
import dev.activations.jobs.gates.baseline.LayerComparison;
import dev.activations.jobs.gates.baseline.Place;
import dev.activations.jobs.gates.baseline.UnitChanges;
import java.util.List;
import java.util.OptionalDouble;

/** What {@code report.json} says of the comparison with a baseline. */
final class JsonBaseline {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private JsonBaseline() {}

    static ObjectNode of(BaselineComparison comparison) {
        ObjectNode node = JSON.objectNode().put("folder", comparison.folder());
        ArrayNode notes = node.putArray("notes");
        comparison.notes().forEach(notes::add);
        ArrayNode layers = node.putArray("layers");
        comparison.layers().forEach(layer -> layers.add(layer(layer)));
        node.set("layers_only_now", places(comparison.onlyNow()));
        node.set("layers_only_before", places(comparison.onlyBefore()));
        node.set("findings_gained", findings(comparison.gained()));
        node.set("findings_lost", findings(comparison.lost()));
        ArrayNode regraded = node.putArray("findings_regraded");
        comparison
                .regraded()
                .forEach(finding -> regraded.add(finding(finding.now())
                        .put("severity_before", finding.before().toString())));
        return node;
    }

    static ObjectNode layer(LayerComparison layer) {
        ObjectNode node = place(layer.now().place())
                .put("verdict_before", layer.before().verdict().toString())
                .put("verdict", layer.now().verdict().toString())
                .put("step_before", layer.before().step());
        ObjectNode before = node.putObject("before");
        ObjectNode change = node.putObject("change");
        for (Figure figure : Figure.reported()) {
            JsonWriting.put(before, figure, layer.before().figure(figure));
            JsonWriting.put(change, figure, layer.change(figure));
        }
        node.put("died", layer.units().map(UnitChanges::died).orElse(null))
                .put("revived", layer.units().map(UnitChanges::revived).orElse(null))
                .put("undecided", layer.units().map(UnitChanges::undecided).orElse(null));
        JsonWriting.put(node, "jaccard", layer.units().map(UnitChanges::jaccard).orElse(OptionalDouble.empty()));
        JsonWriting.put(node, "p_value", layer.correctedPValue());
        JsonWriting.put(node, "p_value_uncorrected", layer.pValue());
        ArrayNode notes = node.putArray("notes");
        layer.notes().forEach(notes::add);
        return node;
    }

    private static ArrayNode places(List<Place> places) {
        ArrayNode nodes = JSON.arrayNode();
        places.forEach(place -> nodes.add(place(place)));
        return nodes;
    }

    private static ArrayNode findings(List<Found> findings) {
        ArrayNode nodes = JSON.arrayNode();
        findings.forEach(finding -> nodes.add(finding(finding)));
        return nodes;
    }

    private static ObjectNode finding(Found finding) {
        ObjectNode node =
                JSON.objectNode().put("severity", finding.severity().toString()).put("rule", finding.rule());
        node.setAll(place(finding.place()));
        return node;
    }

    private static ObjectNode place(Place place) {
        return JSON.objectNode()
                .put("run", place.run().isEmpty() ? null : place.run())
                .put("layer", place.layer().orElse(null));
    }
}
