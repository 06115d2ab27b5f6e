package dev.activations.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Inputs as people have them, each with what is to be said of it; the logs are in resources/cases. */
class InputCasesTest {

    private static final Path CASES = Path.of("src/test/resources/cases");

    @TempDir
    Path folder;

    @Test
    void columnNamedActivationMayBeDeclaredToHoldOutputs() throws IOException {
        assertThat(refusal("13-activation-holds-values.jsonl"))
                .endsWith("if these are the columns, pass --column post=activation");
        assertThat(layer("13-activation-holds-values.jsonl", "--column", "post=activation")
                        .at("/units")
                        .asInt())
                .isEqualTo(2);
    }

    @Test
    void halfFloatsAreRead() throws IOException {
        JsonNode layer = layer("14-half.parquet");

        assertThat(layer.at("/units").asInt()).isEqualTo(8);
        assertThat(layer.at("/latest/never_fired_units").asInt()).isOne();
    }

    @Test
    void cutLineIsLeftOutAndReported() throws IOException {
        JsonNode report = report("16-truncated.jsonl");

        assertThat(report.at("/input/rows").asInt()).isEqualTo(4);
        assertThat(report.at("/input/skipped/0/reason").asText())
                .matches("its last line, of \\d+ bytes, is cut: one row is lost");
        assertThat(CommandRun.of("diagnose", CASES + "/16-truncated.jsonl").out())
                .contains("16-truncated.jsonl: its last line");
        assertThat(refusal("16-truncated.jsonl", "--on-cut-file", "fail")).contains("is cut: one row is lost");
    }

    @Test
    void stepSampleAndLayerAreReadInAnyForm() throws IOException {
        assertThat(report("24-no-step.jsonl").at("/input/notes/0").asText())
                .isEqualTo("the log has no column step: all rows are of one step, 0");
        assertThat(layer("24-step-float.jsonl").at("/latest/step").asInt()).isOne();
        assertThat(layer("24-sample-text.jsonl").at("/latest/samples").asInt()).isEqualTo(3);
        assertThat(layer("emptyname/a.jsonl").at("/layer").asText()).isEmpty();
        assertThat(layer("strpost/a.jsonl").at("/latest/nan").asInt()).isPositive();
    }

    @Test
    void otherLayoutsAreRead() throws IOException {
        assertThat(layer("29-nested.jsonl").at("/units").asInt()).isEqualTo(2);
        assertThat(report("31-wide.jsonl").at("/input/layout").asText()).isEqualTo("columns");
        assertThat(report("31-long.jsonl").at("/input/layout").asText()).isEqualTo("long");
        assertThat(layer("31-long.jsonl").at("/latest/max").asDouble()).isEqualTo(1.36);
    }

    @Test
    void axisOfTheUnitsIsNamedForEveryLayerOrForSome() throws IOException {
        for (String axis : List.of("-1", "conv=1")) {
            JsonNode runs = report("08-nhwc-and-dense.jsonl.gz", "--channel-axis=" + axis)
                    .at("/runs/0/layers");
            for (JsonNode layer : runs) {
                if (layer.at("/layer").asText().equals("conv")) {
                    assertThat(layer.at("/units").asInt()).isEqualTo(3);
                    assertThat(layer.at("/latest/dead_units").asInt()).isOne();
                }
            }
        }
        assertThat(refusal("08-nhwc-and-dense.jsonl.gz", "--channel-axis", "1"))
                .startsWith("--channel-axis 1 is outside the shape [2] of layer dense; ");
    }

    @Test
    void nullInsideAShapeIsReported() {
        assertThat(refusal("shapenull/a.jsonl")).isEqualTo("layer h at step 0: column shape has NULL as its element 0");
    }

    @Test
    void damageInsideParquetFilesIsNoticed() throws IOException {
        assertThat(refusal("one-bit-flipped.snappy.parquet")).contains("one-bit-flipped.snappy.parquet", "damaged");
        assertThat(refusal("00012.parquet")).contains("cannot read file ", "00012.parquet", "damaged");
        assertThat(report("before-the-flip.snappy.parquet")
                        .at("/input/checksummed_files")
                        .asInt())
                .isOne();
        Path log = Files.createDirectory(folder.resolve("log"));
        Files.copy(CASES.resolve("before-the-flip.snappy.parquet"), log.resolve("a.parquet"));
        Files.copy(CASES.resolve("one-bit-flipped.snappy.parquet"), log.resolve("b.parquet"));

        CommandRun run = CommandRun.of("diagnose", "--on-bad-file", "skip", log.toString());

        assertThat(run.errors()).isEmpty();
        assertThat(run.out()).contains("b.parquet (").contains("rows): it is damaged");
    }

    @Test
    void badLineIsNamedByFileAndLine() throws IOException {
        Files.writeString(
                folder.resolve("a.jsonl"),
                "{\"layer\": \"a\", \"post\": [1]}\n{\"layer\": \"a\", \"post\": [1]\n{\"layer\": \"a\", \"post\": [1]}\n");
        Files.writeString(folder.resolve("b.jsonl"), "{\"layer\": \"a\", \"post\": [1]}\n".repeat(7) + "no json\n");

        assertThat(run(folder.resolve("a.jsonl").toString()).sentence()).contains("a.jsonl, line 2 ");
        assertThat(run(folder.resolve("b.jsonl").toString()).sentence()).contains("b.jsonl, line 8 ");
    }

    @Test
    void namesMatchInAnyCase() throws IOException {
        Files.writeString(folder.resolve("a.jsonl"), "{\"Step\": 3, \"Layer\": \"a\", \"Post\": [1, 2]}\n");

        assertThat(reportOf(folder.resolve("a.jsonl").toString())
                        .at("/runs/0/layers/0/latest/step")
                        .asInt())
                .isEqualTo(3);
    }

    @Test
    void queryMendsWhatATypeDoesNotFit() throws IOException {
        Files.writeString(folder.resolve("a.jsonl"), "{\"step\": 3, \"layer\": \"a\", \"post\": \"[1, 2]\"}\n");
        String sentence = run(folder.resolve("a.jsonl").toString()).sentence();
        String query = sentence.replaceFirst(".*--query \"(.*)\".*", "$1");

        assertThat(reportOf("--query", query, folder.resolve("a.jsonl").toString())
                        .at("/runs/0/layers/0/units")
                        .asInt())
                .isEqualTo(2);
    }

    private JsonNode layer(String file, String... options) throws IOException {
        return report(file, options).at("/runs/0/layers/0");
    }

    private JsonNode report(String file, String... options) throws IOException {
        List<String> arguments = new ArrayList<>(Arrays.asList(options));
        arguments.add(CASES + "/" + file);
        return reportOf(arguments.toArray(String[]::new));
    }

    private JsonNode reportOf(String... arguments) throws IOException {
        Path output = folder.resolve("out-" + System.nanoTime());
        List<String> all = new ArrayList<>(List.of("--fail-on", "never", "--output", output.toString()));
        all.addAll(Arrays.asList(arguments));
        CommandRun run = run(all.toArray(String[]::new));
        assertThat(run.errors()).isEmpty();
        return new ObjectMapper().readTree(output.resolve("report.json").toFile());
    }

    private static String refusal(String file, String... options) {
        List<String> arguments = new ArrayList<>(Arrays.asList(options));
        arguments.add(CASES + "/" + file);
        CommandRun run = run(arguments.toArray(String[]::new));
        assertThat(run.status()).isEqualTo(ExitStatus.INPUT_ERROR);
        assertThat(run.errors().lines()).hasSize(1);
        return run.sentence().substring("activations: ".length());
    }

    private static CommandRun run(String... arguments) {
        List<String> all = new ArrayList<>(List.of("diagnose"));
        all.addAll(Arrays.asList(arguments));
        return CommandRun.of(all.toArray(String[]::new));
    }
}
