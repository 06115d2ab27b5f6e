package dev.activations.jobs.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.activations.jobs.diagnosis.Figure;
import dev.activations.jobs.rules.Rule;
import dev.activations.jobs.rules.Rules;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The figures that report.html can draw over the steps: every one that a rule looks at, and a few that explain them. */
final class HtmlMeasures {

    private static final List<Figure> EXPLAINING = List.of(
            Figure.ZERO_FRACTION,
            Figure.CUMULATIVE_LOG10_DERIVATIVE,
            Figure.GRADIENT_NORM,
            Figure.MEAN,
            Figure.STANDARD_DEVIATION,
            Figure.MAX);

    private HtmlMeasures() {}

    static Set<Figure> figures() {
        Set<Figure> figures = new LinkedHashSet<>();
        Rules.all().forEach(rule -> figures.addAll(rule.figures()));
        figures.addAll(EXPLAINING);
        return figures;
    }

    /** The rules that look at a figure. */
    private static List<String> rulesOf(Figure figure) {
        return Rules.all().stream()
                .filter(rule -> rule.figures().contains(figure))
                .map(Rule::name)
                .toList();
    }

    static ArrayNode json() {
        ArrayNode measures = JsonNodeFactory.instance.arrayNode();
        for (Figure figure : figures()) {
            ObjectNode node = measures.addObject()
                    .put("key", figure.key())
                    .put("meaning", figure.meaning())
                    .put("kind", figure.kind().toString().toLowerCase(Locale.ROOT));
            ArrayNode rules = node.putArray("rules");
            rulesOf(figure).forEach(rules::add);
        }
        return measures;
    }
}
