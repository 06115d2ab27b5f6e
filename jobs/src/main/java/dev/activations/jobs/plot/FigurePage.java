package dev.activations.jobs.plot;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.activations.jobs.report.Page;
import java.util.List;
import java.util.Map;

/** A figure as one page of HTML that needs no network, drawn by Apache ECharts. */
final class FigurePage {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** What is drawn above and below a panel is cut off there. */
    private static final double MARGIN = 1;

    private FigurePage() {}

    static String write(FamilyFigure figure) {
        ObjectNode data = MAPPER.createObjectNode();
        ArrayNode points = data.putArray("x");
        for (double x : figure.points()) {
            points.add(x);
        }
        data.put("small", figure.small());
        ArrayNode notes = data.putArray("notes");
        figure.notes().forEach(notes::add);
        ArrayNode panels = data.putArray("panels");
        for (FamilyFigure.Panel panel : figure.panels()) {
            ObjectNode node = panels.addObject()
                    .put("title", panel.title())
                    .put("low", panel.low())
                    .put("high", panel.high());
            ArrayNode curves = node.putArray("curves");
            panel.lines().forEach(line -> addCurve(curves.addObject(), panel, line, figure.points()));
        }
        try {
            return Page.of("figure.html", Map.of("data", Page.island(MAPPER.writeValueAsString(data))));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of plain values cannot be written as JSON", e);
        }
    }

    /** Its values for the table, and its pieces for the chart. */
    private static void addCurve(ObjectNode node, FamilyFigure.Panel panel, FamilyFigure.Line line, double[] points) {
        node.put("name", line.name());
        ArrayNode pieces = node.putArray("pieces");
        for (List<double[]> piece : Curve.of(line::at, points, panel.low() - MARGIN, panel.high() + MARGIN)
                .pieces()) {
            ArrayNode drawn = pieces.addArray();
            piece.forEach(point -> drawn.addArray().add(point[0]).add(point[1]));
        }
        ArrayNode values = node.putArray("y");
        for (double x : points) {
            double y = line.at(x);
            if (Double.isFinite(y)) {
                values.add(y);
            } else {
                values.addNull();
            }
        }
    }
}
