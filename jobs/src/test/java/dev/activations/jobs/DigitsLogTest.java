package dev.activations.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The report on a real log agrees with the reference, which shares no code with it. */
class DigitsLogTest {

    private static final double FLOATS = 1e-9;
    private static final double QUANTILES = 1.0 / 32 + 1e-12;

    /** Figures that the reference leaves out. */
    private static final List<String> NOT_IN_REFERENCE = List.of("missing", "masked", "histogram", "firing_density");

    private static JsonNode report;
    private static JsonNode reference;

    private final Differences differences = new Differences(FLOATS);

    @BeforeAll
    static void diagnose() {
        report = DigitsLog.json(DigitsLog.report());
        reference = DigitsLog.reference();
    }

    @Test
    void runsAndLayersEqualTheReferenceInOrder() {
        assertThat(names(report)).isEqualTo(names(reference)).hasSize(34);
    }

    @Test
    void everyFigureOfEveryStepAgrees() {
        Map<String, Long> negativeZeros = DigitsLog.negativeZeros();
        assertThat(negativeZeros).hasSize(4);
        each(reference, (path, expected) -> {
            JsonNode actual = layer(report, path);
            JsonNode steps = expected.get("steps");
            assertThat(actual.get("steps")).as(path).hasSameSizeAs(steps);
            for (int i = 0; i < steps.size(); i++) {
                compareStep(path, (ObjectNode) steps.get(i), actual.get("steps").get(i), negativeZeros);
            }
            compareStep(path, (ObjectNode) expected.get("latest"), actual.get("latest"), negativeZeros);
        });

        assertThat(differences.found()).isEmpty();
        assertThat(differences.compared()).isGreaterThan(8_000);
    }

    /** The reference reads JSON lines, which lost the sign of zeros; negative_zeros.csv counts them in the files. */
    private void compareStep(String path, ObjectNode expected, JsonNode actual, Map<String, Long> negativeZeros) {
        long step = expected.get("step").longValue();
        String place = path + "/" + step;
        ObjectNode known = expected.deepCopy();
        known.put("negative_zero", negativeZeros.getOrDefault(path.replace('/', ',') + "," + step, 0L));
        JsonNode quantiles = known.remove("quantiles");
        List<String> leftOut = new ArrayList<>(NOT_IN_REFERENCE);
        leftOut.add("quantiles");
        differences.compareKnown(place, known, actual, leftOut);
        if (quantiles == null) {
            assertThat(actual.get("quantiles").isNull()).as(place).isTrue();
            return;
        }
        assertThat(actual.get("quantiles")).as(place).hasSameSizeAs(quantiles);
        quantiles
                .fieldNames()
                .forEachRemaining(q -> differences.requireClose(
                        place + "/" + q,
                        quantiles.get(q).doubleValue(),
                        actual.get("quantiles").get(q).doubleValue(),
                        QUANTILES));
    }

    @Test
    void statementsAboutALayerAgree() {
        each(reference, (path, expected) -> {
            ObjectNode known = expected.deepCopy();
            known.remove(List.of("steps", "latest"));
            differences.compareKnown(
                    path, known, layer(report, path), List.of("steps", "steps_left_out", "latest", "overall", "notes"));
        });

        assertThat(differences.found()).isEmpty();
        assertThat(differences.compared()).isGreaterThan(34 * 6);
    }

    @Test
    void findingsEqualTheReference() {
        Map<String, JsonNode> expected = findings(reference);
        Map<String, JsonNode> actual = findings(report);

        assertThat(new TreeSet<>(actual.keySet())).isEqualTo(new TreeSet<>(expected.keySet()));
        expected.forEach((key, numbers) -> differences.compare(key, numbers, actual.get(key)));
        assertThat(differences.found()).isEmpty();
        assertThat(actual).hasSize(34);
    }

    @Test
    void findingsComeGravestFirst() {
        List<Integer> ranks = new ArrayList<>();
        report.get("findings")
                .forEach(finding -> ranks.add(List.of("fail", "warn", "info")
                        .indexOf(finding.get("severity").textValue())));

        assertThat(ranks).isSorted().doesNotContain(-1);
    }

    @Test
    void everyFiniteValueIsInOneBinAndEveryFiniteUnitInOneRate() {
        each(report, (path, layer) -> layer.get("steps").forEach(step -> {
            long finite = step.get("values").longValue()
                    - step.get("nan").longValue()
                    - step.get("positive_infinity").longValue()
                    - step.get("negative_infinity").longValue();
            assertThat(sum(step.get("histogram"), "count")).as(path).isEqualTo(finite);
            if (!step.get("firing_density").isNull()) {
                long units = 0;
                for (JsonNode count : step.get("firing_density")) {
                    units += count.longValue();
                }
                assertThat(units)
                        .as(path)
                        .isEqualTo(layer.get("units").longValue()
                                - step.get("non_finite_units").longValue());
            }
        }));
    }

    @Test
    void figuresOfAllStepsTogetherSpanThem() {
        each(report, (path, layer) -> {
            JsonNode overall = layer.get("overall");
            assertThat(overall.get("from_step").longValue()).as(path).isZero();
            assertThat(overall.get("to_step").longValue()).as(path).isEqualTo(1500);
            assertThat(overall.get("samples").longValue()).as(path).isEqualTo(300);
            assertThat(overall.get("values").longValue()).as(path).isEqualTo(sum(layer.get("steps"), "values"));
            assertThat(overall.get("unseen_alive_estimate").isNull()).as(path).isTrue();
        });
    }

    private interface LayerCheck {
        void check(String path, JsonNode layer);
    }

    private static void each(JsonNode report, LayerCheck check) {
        for (JsonNode run : report.get("runs")) {
            for (JsonNode layer : run.get("layers")) {
                check.check(
                        run.get("run").textValue() + "/" + layer.get("layer").textValue(), layer);
            }
        }
    }

    private static List<String> names(JsonNode report) {
        List<String> names = new ArrayList<>();
        each(report, (path, layer) -> names.add(path));
        return names;
    }

    private static JsonNode layer(JsonNode report, String path) {
        Map<String, JsonNode> layers = new HashMap<>();
        each(report, layers::put);
        return layers.get(path);
    }

    private static Map<String, JsonNode> findings(JsonNode report) {
        Map<String, JsonNode> findings = new HashMap<>();
        for (JsonNode finding : report.get("findings")) {
            String key = "%s %s of %s/%s at %s"
                    .formatted(
                            finding.get("severity").textValue(),
                            finding.get("rule").textValue(),
                            finding.get("run").textValue(),
                            finding.get("layer").textValue(),
                            finding.get("step"));
            assertThat(findings.put(key, finding.get("numbers"))).as(key).isNull();
        }
        return findings;
    }

    private static long sum(JsonNode array, String name) {
        long sum = 0;
        for (JsonNode node : array) {
            sum += node.get(name).longValue();
        }
        return sum;
    }
}
