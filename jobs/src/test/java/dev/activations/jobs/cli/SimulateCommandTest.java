package dev.activations.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The command that plants a truth, and the diagnosis of what it writes. */
class SimulateCommandTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path folder;

    @Test
    void diagnosisOfEveryPlantFindsWhatWasPlantedAndNothingElse() throws IOException {
        CommandRun run = simulate("--samples", "300");
        assertThat(run.errors()).isEmpty();
        assertThat(run.status()).isZero();
        assertThat(run.out())
                .isEqualTo(
                        """
                        2,700 rows: healthy, sparse, nearly-dead, dead, stuck, saturated, collapsed, gate, heads; in 1 run, at 1 step, for 300 samples.

                        Next: activations diagnose %1$s/log; what is true is in %1$s/truth.jsonl.
                        """
                                .formatted(output()));

        assertThat(findings(diagnose()))
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        // Units that fire for under 1 % of the samples pass next to no gradient.
                        "nearly-dead", List.of("warn vanishing-gradient"),
                        "dead", List.of("fail dead-units"),
                        "stuck", List.of("fail stuck-units"),
                        "saturated", List.of("fail saturation", "info saturating-activation"),
                        "collapsed", List.of("fail signal-collapse", "info saturating-activation"),
                        "heads", List.of("info collapsed-heads")));
    }

    @Test
    void diagnosisCallsExactlyThePlantedUnitsDead() throws IOException {
        simulate("--layer", "a=relu:50,dead=10%", "--runs", "2", "--steps", "2", "--samples", "299");
        JsonNode report = diagnose();

        List<String> lines = Files.readAllLines(folder.resolve("planted/truth.jsonl"));
        assertThat(lines).hasSize(2);
        for (int run = 0; run < 2; run++) {
            JsonNode truth = JSON.readTree(lines.get(run));
            assertThat(truth.get("dead")).hasSize(5);
            JsonNode latest = report.at("/runs/" + run + "/layers/0/latest");
            assertThat(latest.get("dead_units").asInt()).isEqualTo(5);
            assertThat(latest.get("samples").asInt()).isEqualTo(299);
        }
        assertThat(CommandRun.of(
                                "sql",
                                "--format",
                                "csv",
                                "SELECT run, unit FROM parquet.`%s` WHERE verdict = 'DEAD' AND step = 1 ORDER BY run, unit"
                                        .formatted(folder.resolve("report/units")))
                        .out()
                        .lines()
                        .skip(1))
                .containsExactlyElementsOf(deadUnits(lines));
    }

    private static List<String> deadUnits(List<String> truth) throws IOException {
        List<String> dead = new ArrayList<>();
        for (String line : truth) {
            JsonNode layer = JSON.readTree(line);
            layer.get("dead").forEach(unit -> dead.add(layer.get("run").asText() + "," + unit.asInt()));
        }
        return dead;
    }

    @Test
    void folderThatExistsIsRefusedAndLeftAlone() throws IOException {
        Files.createDirectory(folder.resolve("planted"));
        CommandRun run = simulate("--plant", "healthy");

        assertThat(run.status()).isEqualTo(ExitStatus.INPUT_ERROR);
        assertThat(run.sentence())
                .isEqualTo("activations: output folder %s exists; name a new one or remove it".formatted(output()));
        assertThat(folder.resolve("planted")).isEmptyDirectory();
        assertThat(folder.toFile().list()).containsExactly("planted");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    --samples 0                              | --samples must be at least 1, got 0
                    --runs 0                                 | --runs must be at least 1, got 0
                    --steps -1                               | --steps must be at least 1, got -1
                    --units 0                                | --units must be at least 1, got 0
                    --plant healthi                          | --plant must be healthy, sparse, nearly-dead, dead, stuck, saturated, collapsed, gate or heads, got 'healthi'
                    --layer a=relu,ded=1%                    | --layer: layer 'a': relu has no key 'ded'; dead?
                    --layer a=relu --layer a=tanh            | two layers are called a: give one of them another name, as in --layer 'a-2=tanh'
                    --samples 9000000000000000000 --runs 100 | a log has fewer than 2^63 rows: make --samples, --steps or --runs smaller
                    """)
    void mistakeIsAnsweredBeforeAnythingIsWritten(String options, String sentence) {
        CommandRun run = simulate(options.split(" +"));

        assertThat(run.status()).isEqualTo(ExitStatus.INPUT_ERROR);
        assertThat(run.sentence()).isEqualTo("activations: " + sentence);
        assertThat(folder).isEmptyDirectory();
    }

    private CommandRun simulate(String... options) {
        List<String> arguments = new ArrayList<>(List.of("simulate", "--output", output()));
        arguments.addAll(List.of(options));
        return CommandRun.of(arguments.toArray(String[]::new));
    }

    private String output() {
        return folder.resolve("planted").toString();
    }

    private JsonNode diagnose() throws IOException {
        Path report = folder.resolve("report");
        Reports.of(output() + "/log", report);
        return JSON.readTree(Files.readString(report.resolve("report.json")));
    }

    private static Map<String, List<String>> findings(JsonNode report) {
        Map<String, List<String>> findings = new TreeMap<>();
        report.get("findings").forEach(finding -> findings.computeIfAbsent(
                        finding.get("layer").asText(), layer -> new ArrayList<>())
                .add(finding.get("severity").asText() + " "
                        + finding.get("rule").asText()));
        return findings;
    }
}
