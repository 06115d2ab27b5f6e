package dev.activations.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.activations.jobs.log.layout.LogColumn;
import dev.activations.jobs.log.source.LogSource;
import dev.activations.jobs.model.Role;
import dev.activations.jobs.model.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The report on logs of all kinds agrees with the reference, which shares no code with it: counts, verdicts, rules, severities
 * and causes exactly, numbers to nine digits. Its answers for the cases are in resources/cases/answers, and made again by
 * {@code -Dactivations.generate=true}; logs made at random are compared where this machine has Python with numpy.
 */
class ReferenceTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path CASES = Path.of("src/test/resources/cases");
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
            "negative_zero");

    /** What only the product says: of the rows, and of the layer. */
    private static final List<String> RULES_OF_THE_ROWS =
            List.of("missing-values", "missing-layer", "activation-mismatch");

    private static final List<String> ONLY_OF_THE_PRODUCT =
            List.of("overall", "notes", "activation_in_log", "steps", "steps_left_out", "latest", "died_at_step");

    static Stream<String> cases() {
        return Stream.of(
                "01-gradients.jsonl.gz",
                "02-gelu-off.jsonl.gz",
                "04-causal-mask.jsonl",
                "05-logits-only.jsonl",
                "06-two-heads.jsonl",
                "06-two-heads.jsonl role=head_.*=output",
                "06-two-heads.jsonl output_layer=none",
                "10-sparse-alive.jsonl.gz",
                "10-sparse-alive.jsonl.gz role=.*=features",
                "11-null-unit.jsonl.gz",
                "17-window-all.jsonl.gz",
                "19-one-head-collapsed.jsonl",
                "20-moe-router.jsonl",
                "20-moe-router.jsonl role=gate=router",
                "25-exploding.jsonl",
                "init-too-small-tanh.jsonl.gz",
                "n-sae-dead-n1000.jsonl.gz",
                "one-attention-head-collapsed.jsonl.gz",
                "pool-mask.jsonl",
                "se-block-fail.jsonl.gz",
                "se-block-fail.jsonl.gz output_layer=none",
                "se-block-fail.jsonl.gz role=gate=gate",
                "two-output-heads-fail.jsonl.gz",
                "two-output-heads-fail.jsonl.gz role=sig=output");
    }

    @ParameterizedTest
    @MethodSource("cases")
    void reportOfACaseIsThatOfTheReference(String words) throws IOException {
        JsonNode expected = JSON.readTree(answer(words).toFile());

        assertThat(differences(expected, reportOf(words))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void answersAreWhatTheReferenceSays(String words) throws IOException, InterruptedException {
        assumeTrue(Reference.runsHere(), "needs Python with numpy");
        JsonNode said = Reference.of(CASES.resolve(file(words)), options(words));
        if (Boolean.getBoolean("activations.generate")) {
            Files.createDirectories(answer(words).getParent());
            Files.writeString(answer(words), JSON.writeValueAsString(said) + "\n");
        }
        Differences differences = new Differences(1e-12);
        differences.compare("", said, JSON.readTree(answer(words).toFile()));

        assertThat(differences.found()).isEmpty();
    }

    static IntStream seeds() {
        return IntStream.range(0, Integer.getInteger("activations.seeds", 12));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void reportOfARandomLogIsThatOfTheReference(int seed, @TempDir Path folder)
            throws IOException, InterruptedException {
        assumeTrue(Reference.runsHere(), "needs Python with numpy");
        Path log = folder.resolve("log.jsonl");
        Files.write(log, Reference.randomLog(seed));

        assertThat(differences(Reference.of(log, List.of()), report(log, List.of())))
                .as("random_log.py %d", seed)
                .isEmpty();
    }

    @Test
    void everyNullFigureHasANoteThatNamesIt() {
        for (String words : cases().toList()) {
            layers(reportOf(words)).forEach((path, layer) -> {
                String notes = layer.get("notes").toString();
                layer.get("latest").properties().forEach(figure -> {
                    if (figure.getValue().isNull()) {
                        assertThat(notes).as(words + " " + path).contains(figure.getKey());
                    }
                });
            });
        }
    }

    private static String file(String words) {
        return words.split(" ")[0];
    }

    private static List<String> options(String words) {
        return Arrays.stream(words.split(" ")).skip(1).toList();
    }

    private static Path answer(String words) {
        return CASES.resolve("answers").resolve(words.replaceAll("[^\\w.=-]", "_") + ".json");
    }

    private static final Map<String, JsonNode> REPORTS = new HashMap<>();

    private static JsonNode reportOf(String words) {
        return REPORTS.computeIfAbsent(words, w -> report(CASES.resolve(file(w)), options(w)));
    }

    private static JsonNode report(Path log, List<String> options) {
        ActivationDiagnostics diagnostics = ActivationDiagnostics.on(LogSource.open(
                        Sessions.shared(), List.of(log.toString()), LogSource.AUTO, LogColumn.types(Map.of())::apply)
                .rows());
        for (String option : options) {
            if (option.equals("output_layer=none")) {
                diagnostics.withSettings(Settings.builder().assumesOutput(false).build());
            } else {
                int equals = option.lastIndexOf('=');
                diagnostics.withRole(
                        option.substring("role=".length(), equals), Role.named(option.substring(equals + 1)));
            }
        }
        return DigitsLog.json(diagnostics.run());
    }

    private static List<String> differences(JsonNode expected, JsonNode actual) {
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

    private static void compareStep(String path, JsonNode expected, JsonNode actual, Differences differences) {
        ObjectNode known = expected.deepCopy();
        known.remove(List.of("quantiles", "negative_zero"));
        differences.compareKnown(path, known, actual, NOT_IN_REFERENCE);
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

    private static Map<String, JsonNode> layers(JsonNode report) {
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
