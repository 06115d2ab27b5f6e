package dev.activations.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.activations.jobs.GeneratedPart;
import dev.activations.jobs.gates.preset.PresetsPage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** docs/presets.md: its sections are made from the presets, its commands work, its table is what they print. */
class PresetsInDocsTest {

    private static final Path PAGE = Path.of("../docs/presets.md");
    private static final String ALL = "sagemaker redo torch-audit torchmortem deepdiagnosis";

    @TempDir
    Path folder;

    @Test
    void sectionsAreMadeFromThePresets() throws IOException {
        GeneratedPart.of(PAGE.toString(), "<!-- the presets -->\n", "<!-- the end of the presets -->")
                .assertUpToDate(PresetsPage.sections() + "\n");
    }

    @Test
    void everyCommandWorks() throws IOException {
        List<String> commands = Readme.blocks(PAGE, "bash").stream()
                .flatMap(String::lines)
                .map(line -> line.replace("examples/", "../examples/"))
                .toList();
        assertThat(commands).hasSize(3);
        for (String command : commands) {
            CommandRun run =
                    CommandRun.of(command.replace("bin/activations ", "").split(" "));
            assertThat(run.errors()).as(command).isEmpty();
            assertThat(run.status()).as(command).isEqualTo(1);
            assertThat(run.out()).as(command).contains("Checks: ").doesNotContain("but first at step");
        }
    }

    @Test
    void tableOfTheDemoShowsTheChecksOfItsReport() throws IOException {
        List<String> command = new ArrayList<>(List.of("diagnose", "--fail-on", "never", "--output", folder + "/out"));
        Arrays.stream(ALL.split(" ")).forEach(preset -> command.addAll(List.of("--preset", preset)));
        command.add("../examples/digits-log/run=high-lr-relu");
        assertThat(CommandRun.of(command.toArray(String[]::new)).errors()).isEmpty();
        JsonNode report =
                new ObjectMapper().readTree(folder.resolve("out/report.json").toFile());

        GeneratedPart.of(PAGE.toString(), "<!-- the demo -->\n", "<!-- the end of the demo -->")
                .assertUpToDate("\n" + table(report) + "\n");
    }

    /** A line a rule, a column a layer. */
    private static String table(JsonNode report) {
        List<String> layers = new ArrayList<>();
        report.at("/runs/0/layers")
                .forEach(layer -> layers.add(layer.get("layer").asText()));
        Map<String, Map<String, String>> rows = new LinkedHashMap<>();
        for (JsonNode check : report.get("checks")) {
            rows.computeIfAbsent(check.get("check").asText(), name -> new LinkedHashMap<>())
                    .put(check.get("layer").asText(), cell(check));
        }
        StringBuilder table = new StringBuilder(
                "| check | " + String.join(" | ", layers) + " |\n|---" + "|---".repeat(layers.size()) + "|\n");
        rows.forEach((check, cells) -> {
            table.append("| `").append(check).append("` |");
            layers.forEach(layer -> table.append(" ")
                    .append(cells.getOrDefault(layer, cells.getOrDefault("null", "")))
                    .append(" |"));
            table.append("\n");
        });
        return table.toString();
    }

    private static String cell(JsonNode check) {
        String value = check.get("value").isNull()
                ? ""
                : " " + String.format(Locale.ROOT, "%.3g", check.get("value").asDouble());
        String reason =
                check.get("reason").isNull() ? "" : ", " + check.get("reason").asText();
        return check.get("outcome").asText() + value + reason;
    }
}
