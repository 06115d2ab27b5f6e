package dev.activations.jobs.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.activations.jobs.gates.CheckResult;
import dev.activations.jobs.gates.Gates;
import dev.activations.jobs.gates.Outcome;
import java.util.List;

/** What report.html shows of the user's checks: each with its layers, worst first, and of many that passed only as many. */
final class HtmlChecks {

    /** Layers of one check and outcome; report.json has all. */
    private static final int MOST_LAYERS = 500;

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private HtmlChecks() {}

    static ArrayNode json(Gates gates) {
        ArrayNode checks = JSON.arrayNode();
        gates.byCheck().forEach((check, results) -> checks.add(check(check, results)));
        return checks;
    }

    private static ObjectNode check(String check, List<CheckResult> results) {
        ObjectNode node = JSON.objectNode()
                .put("check", check)
                .put("outcome", Outcome.worst(results).toString());
        ObjectNode counts = node.putObject("counts");
        ArrayNode shown = node.putArray("results");
        for (Outcome outcome : CheckLines.OUTCOMES) {
            List<CheckResult> ofOutcome = CheckLines.of(results, outcome);
            counts.put(outcome.toString(), ofOutcome.size());
            ofOutcome.stream().limit(MOST_LAYERS).forEach(result -> {
                ObjectNode row = JsonReport.check(result);
                row.remove(List.of("check", "value"));
                row.put(
                        "value",
                        result.value().isPresent()
                                ? CheckLines.number(result.value().getAsDouble())
                                : "–");
                shown.add(row);
            });
        }
        return node;
    }
}
