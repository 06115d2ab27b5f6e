package dev.activations.jobs.plot;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.activations.functions.Activation;
import dev.activations.jobs.report.Page;
import java.util.Map;

/** A figure as one page of HTML that needs no network, drawn by Apache ECharts. */
final class FigurePage {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private FigurePage() {}

    static String write(FamilyFigure figure) {
        ObjectNode data = MAPPER.createObjectNode();
        ArrayNode points = data.putArray("x");
        for (double x : figure.points()) {
            points.add(x);
        }
        ArrayNode notes = data.putArray("notes");
        figure.notes().forEach(notes::add);
        ArrayNode panels = data.putArray("panels");
        for (FamilyFigure.Panel panel : figure.panels()) {
            ObjectNode node = panels.addObject()
                    .put("title", panel.title())
                    .put("low", panel.low())
                    .put("high", panel.high());
            ArrayNode curves = node.putArray("curves");
            figure.functions().forEach(function -> addCurve(curves.addObject(), panel, function, figure.points()));
        }
        try {
            return Page.of("figure.html", Map.of("data", Page.island(MAPPER.writeValueAsString(data))));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of plain values cannot be written as JSON", e);
        }
    }

    private static void addCurve(ObjectNode node, FamilyFigure.Panel panel, Activation function, double[] points) {
        node.put("name", function.call() + (panel.derivative() ? "′" : ""));
        ArrayNode values = node.putArray("y");
        for (double x : points) {
            double y = panel.at(function, x);
            if (Double.isFinite(y)) {
                values.add(y);
            } else {
                values.addNull();
            }
        }
    }
}
