package dev.activations.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
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
    void reportOfACaseEqualsTheReference(String words) throws IOException {
        JsonNode expected = JSON.readTree(answer(words).toFile());

        assertThat(ReferenceComparison.differences(expected, reportOf(words))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void answersEqualTheReference(String words) throws IOException, InterruptedException {
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
    void reportOfARandomLogEqualsTheReference(int seed, @TempDir Path folder) throws IOException, InterruptedException {
        assumeTrue(Reference.runsHere(), "needs Python with numpy");
        Path log = folder.resolve("log.jsonl");
        Files.write(log, Reference.randomLog(seed));

        assertThat(ReferenceComparison.differences(Reference.of(log, List.of()), report(log, List.of())))
                .as("random_log.py %d", seed)
                .isEmpty();
    }

    @Test
    void everyNullFigureHasANoteThatNamesIt() {
        for (String words : cases().toList()) {
            ReferenceComparison.layers(reportOf(words)).forEach((path, layer) -> {
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
}
