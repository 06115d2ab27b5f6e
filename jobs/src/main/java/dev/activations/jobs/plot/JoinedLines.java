package dev.activations.jobs.plot;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/**
 * Joins the lines of a drawing that begin where the one before ends, as XChart draws a curve point by point: one curve is one
 * path then, a tenth as large.
 */
final class JoinedLines {

    private static final String SVG = "http://www.w3.org/2000/svg";
    private static final List<String> ENDS = List.of("x1", "y1", "x2", "y2");

    private JoinedLines() {}

    static void in(Element drawing) {
        NodeList groups = drawing.getElementsByTagNameNS(SVG, "g");
        for (int i = 0; i < groups.getLength(); i++) {
            joinChildren((Element) groups.item(i));
        }
    }

    private static void joinChildren(Element group) {
        List<Element> curve = new ArrayList<>();
        Node child = group.getFirstChild();
        while (child != null) {
            Node next = child.getNextSibling();
            if (child instanceof Element element && element.getTagName().equals("line") && goesOn(curve, element)) {
                curve.add(element);
            } else {
                join(curve);
                curve.clear();
                if (child instanceof Element element && element.getTagName().equals("line")) {
                    curve.add(element);
                }
            }
            child = next;
        }
        join(curve);
    }

    private static boolean goesOn(List<Element> curve, Element line) {
        if (curve.isEmpty()) {
            return true;
        }
        Element last = curve.get(curve.size() - 1);
        return last.getAttribute("x2").equals(line.getAttribute("x1"))
                && last.getAttribute("y2").equals(line.getAttribute("y1"))
                && look(last).equals(look(line));
    }

    /** Every attribute but the ends: colour, width and their like. */
    private static Map<String, String> look(Element line) {
        Map<String, String> look = new TreeMap<>();
        for (int i = 0; i < line.getAttributes().getLength(); i++) {
            Node attribute = line.getAttributes().item(i);
            look.put(attribute.getNodeName(), attribute.getNodeValue());
        }
        ENDS.forEach(look::remove);
        return look;
    }

    /** Puts one path in the place of the lines; a single line stays what it is. */
    private static void join(List<Element> lines) {
        if (lines.size() < 2) {
            return;
        }
        Element first = lines.get(0);
        StringBuilder points = new StringBuilder("M" + first.getAttribute("x1") + " " + first.getAttribute("y1") + "L");
        lines.forEach(line -> points.append(line.getAttribute("x2"))
                .append(" ")
                .append(line.getAttribute("y2"))
                .append(" "));
        Element path = first.getOwnerDocument().createElementNS(SVG, "path");
        look(first).forEach(path::setAttribute);
        path.setAttribute("fill", "none");
        path.setAttribute("d", points.toString().strip());
        first.getParentNode().insertBefore(path, first);
        lines.forEach(line -> line.getParentNode().removeChild(line));
    }
}
