package dev.activations.jobs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Compares a report with the reference's: counts, verdicts, rules, severities and causes exactly, numbers to nine digits.
 */
public final class ReferenceComparison {

    /** The last bits of a few thousand values, added up. */
    private static final double ROUNDINGS = 32 * Math.ulp(1.0);

    private static final double MEANINGLESS = 0.01;
    private static final double FLOATS = 1e-9;
    private static final double QUANTILES = 1.0 / 32 + 1e-12;

    /** Figures that the reference leaves out, and those whose zeros lost their sign in JSON. */
    private static final List<String> NOT_IN_REFERENCE = List.of(
            "missing",
            "masked",
            "histogram",
            "firing_density",
            "gradient_ratio_to_first",
            "quantiles",
            "skewness",
            "negative_zero");

    /** What only the product says: of the rows, and of the layer. */
    private static final List<String> RULES_OF_THE_ROWS =
            List.of("missing-values", "missing-layer", "activation-mismatch");

    private static final List<String> ONLY_OF_THE_PRODUCT =
            List.of("overall", "notes", "activation_in_log", "steps", "steps_left_out", "latest", "died_at_step");

    private ReferenceComparison() {}

    /**
     * What differs, one line each with its path.
     *
     * @param expected what the reference says of a log
     * @param actual the report on it
     */
    public static List<String> differences(JsonNode expected, JsonNode actual) {
        Differences differences = new Differences(FLOATS);
        Map<String, JsonNode> layers = layers(actual);
        layers(expected).forEach((path, layer) -> compareLayer(path, layer, layers.get(path), differences));
        Map<String, JsonNode> said = findings(expected);
        Map<String, JsonNode> found = findings(actual);
        differences.requireEqual("findings", new TreeSet<>(said.keySet()), new TreeSet<>(found.keySet()));
        said.forEach((key, numbers) -> {
            if (found.containsKey(key)) {
                differences.compare(key, numbers, found.get(key));
            }
        });
        return differences.found();
    }

    private static void compareLayer(String path, JsonNode expected, JsonNode actual, Differences differences) {
        boolean rowsSpeak = actual.get("verdict").textValue().equals("warn")
                && !expected.get("verdict").textValue().equals("warn");
        ObjectNode known = expected.deepCopy();
        known.remove(List.of("steps", "latest"));
        if (rowsSpeak) {
            known.remove("verdict");
        }
        known.put("activation", text(actual.get("activation")));
        differences.compareKnown(
                path,
                known,
                actual,
                Stream.concat(ONLY_OF_THE_PRODUCT.stream(), Stream.of("verdict"))
                        .toList());
        JsonNode steps = expected.get("steps");
        differences.requireEqual(
                path + " steps", steps.size(), actual.get("steps").size());
        for (int i = 0; i < steps.size(); i++) {
            compareStep(
                    path + "/" + steps.get(i).get("step"),
                    steps.get(i),
                    actual.get("steps").get(i),
                    differences);
        }
        compareStep(path + "/latest", expected.get("latest"), actual.get("latest"), differences);
    }

    private static String text(JsonNode node) {
        return node.isNull() ? null : node.textValue();
    }

    /**
     * The skewness of values that are nearly equal is that of their last bits: a mean that is rounded by a share e of a standard
     * deviation moves it by about 3e.
     */
    private static void compareSkewness(String path, JsonNode expected, JsonNode actual, Differences differences) {
        double deviation = expected.path("standard_deviation").asDouble();
        double rounding =
                deviation == 0 ? 0 : ROUNDINGS * Math.abs(expected.get("mean").asDouble()) / deviation;
        JsonNode skewness = expected.path("skewness");
        if (rounding < MEANINGLESS
                && skewness.isNumber()
                && actual.path("skewness").isNumber()) {
            double of = skewness.doubleValue();
            differences.requireClose(
                    path + "/skewness",
                    of,
                    actual.get("skewness").doubleValue(),
                    FLOATS + rounding / Math.max(Math.abs(of), Double.MIN_NORMAL));
        } else if (rounding < MEANINGLESS) {
            differences.requireEqual(
                    path + "/skewness",
                    skewness.isNumber(),
                    actual.path("skewness").isNumber());
        }
    }

    private static void compareStep(String path, JsonNode expected, JsonNode actual, Differences differences) {
        ObjectNode known = expected.deepCopy();
        known.remove(List.of("quantiles", "negative_zero", "skewness"));
        differences.compareKnown(path, known, actual, NOT_IN_REFERENCE);
        compareSkewness(path, expected, actual, differences);
        if (expected.has("quantiles")) {
            expected.get("quantiles")
                    .properties()
                    .forEach(quantile -> differences.requireClose(
                            path + "/" + quantile.getKey(),
                            quantile.getValue().doubleValue(),
                            actual.get("quantiles").get(quantile.getKey()).doubleValue(),
                            QUANTILES));
        }
    }

    /** The layers of a report by run and name. */
    static Map<String, JsonNode> layers(JsonNode report) {
        Map<String, JsonNode> layers = new HashMap<>();
        report.get("runs").forEach(run -> run.get("layers")
                .forEach(layer -> layers.put(
                        run.get("run").asText() + "/" + layer.get("layer").textValue(), layer)));
        return layers;
    }

    private static Map<String, JsonNode> findings(JsonNode report) {
        Map<String, JsonNode> findings = new HashMap<>();
        report.get("findings").forEach(finding -> {
            if (!RULES_OF_THE_ROWS.contains(finding.get("rule").textValue())) {
                findings.put(
                        "%s %s of %s/%s at %s"
                                .formatted(
                                        finding.get("severity").textValue(),
                                        finding.get("rule").textValue(),
                                        finding.get("run").asText(),
                                        finding.get("layer").textValue(),
                                        finding.get("step")),
                        finding.get("numbers"));
            }
        });
        return findings;
    }
}
