package dev.activations.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The product says of every network what the reference says, from which RealNetworksTest has its tables. */
class NetworkReportsTest {

    private static final List<String> NOT_IN_REFERENCE =
            List.of("missing", "masked", "histogram", "firing_density", "negative_zero", "quantiles");

    /** Where the reference is less exact than the product, by network. */
    private static final Map<String, List<String>> ROUNDED_IN_REFERENCE = Map.of(
            // equal values have a deviation of 1e-24 in numpy, and so a skewness
            "mlp-gelu-negative-bias", List.of("skewness"),
            // exp(-z) underflows before z * exp(-z) does
            "mlp-silu-raw-input", List.of("subnormal", "zero_fraction"));

    private static final JsonNode REFERENCE = Networks.reference();

    private final Differences differences = new Differences(1e-9);

    @ParameterizedTest
    @MethodSource("names")
    void reportAgreesWithTheReference(String name) {
        JsonNode expected = REFERENCE.get(name);
        JsonNode actual =
                DigitsLog.json(ActivationDiagnostics.on(Networks.log(name)).run());

        JsonNode layers = expected.at("/runs/0/layers");
        for (int i = 0; i < layers.size(); i++) {
            compare(name, layers.get(i), actual.at("/runs/0/layers").get(i));
        }
        Map<String, JsonNode> findings = findings(expected);
        assertThat(findings(actual).keySet()).isEqualTo(findings.keySet());
        findings.forEach((key, numbers) ->
                differences.compare(key, numbers, findings(actual).get(key)));
        assertThat(differences.found()).isEmpty();
        assertThat(differences.compared()).isGreaterThan(layers.size() * 20);
    }

    private void compare(String name, JsonNode expected, JsonNode actual) {
        List<String> leftOut = new ArrayList<>(NOT_IN_REFERENCE);
        leftOut.addAll(ROUNDED_IN_REFERENCE.getOrDefault(name, List.of()));
        String path = expected.get("layer").textValue();
        ObjectNode known = expected.deepCopy();
        known.remove(List.of("steps", "latest"));
        differences.compareKnown(path, known, actual, List.of("steps", "latest", "overall", "notes"));
        for (int i = 0; i < expected.get("steps").size(); i++) {
            ObjectNode step = expected.get("steps").get(i).deepCopy();
            step.remove(leftOut);
            differences.compareKnown(path + "/" + i, step, actual.get("steps").get(i), leftOut);
        }
    }

    private static Map<String, JsonNode> findings(JsonNode report) {
        Map<String, JsonNode> findings = new TreeMap<>();
        report.get("findings")
                .forEach(finding -> findings.put(
                        "%s %s %s at %s"
                                .formatted(
                                        finding.get("severity").textValue(),
                                        finding.get("rule").textValue(),
                                        finding.get("layer").textValue(),
                                        finding.get("step")),
                        finding.get("numbers")));
        return findings;
    }

    static Stream<String> names() {
        return Networks.names().stream();
    }
}
