package dev.activations.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiagnoseCommandTest {

    private static final Path DEMO = Path.of("../examples/digits-log");
    private static final String HEALTHY = DEMO + "/run=healthy-relu";
    private static final String DEAD = DEMO + "/run=high-lr-relu";

    @TempDir
    Path folder;

    @Test
    void logThatFailsEndsWithStatus1AndItsReportIsPrinted() {
        CommandRun run = CommandRun.of("diagnose", DEAD);

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.out()).contains("high-lr-relu", "47 of 64 units", "lower the learning rate");
        assertThat(run.errors()).isEmpty();
    }

    @Test
    void healthyLogEndsWithStatus0() {
        assertThat(CommandRun.of("diagnose", HEALTHY).status()).isZero();
    }

    @Test
    void nothingFailsWhereTheUserSaysNever() {
        CommandRun run = CommandRun.of("diagnose", "--fail-on", "never", DEAD);

        assertThat(run.status()).isZero();
        assertThat(run.out()).contains("47 of 64 units");
    }

    @Test
    void checkDecidesTheStatusWhereFindingsDoNotCount() {
        CommandRun failed = CommandRun.of(
                "diagnose", "--fail-on", "never", "--check", "nan == 0", "--check", "dead_fraction < 0.2", DEAD);
        CommandRun undecided = CommandRun.of("diagnose", "--check", "conv.*: nan == 0", HEALTHY);

        assertThat(failed.status()).isEqualTo(1);
        assertThat(failed.out())
                .contains(
                        "Checks: 1 failed, 1 passed", "dead_fraction < 0.2: hidden1 of run high-lr-relu has 0.734375");
        assertThat(undecided.status()).isEqualTo(3);
        assertThat(CommandRun.of("diagnose", "--check", "nan == 0", HEALTHY).status())
                .isZero();
    }

    @Test
    void tooFewSamplesEndWithStatus3() throws IOException {
        StringBuilder lines = new StringBuilder();
        for (int sample = 0; sample < 20; sample++) {
            lines.append("{\"layer\":\"fc1\",\"activation\":\"relu\",\"step\":0,\"sample\":%d,\"post\":[0,%d]}\n"
                    .formatted(sample, sample % 2));
        }
        Path log = Files.writeString(folder.resolve("log.json"), lines);

        assertThat(CommandRun.of("diagnose", log.toString()).status()).isEqualTo(3);
        assertThat(CommandRun.of("diagnose", "--fail-on=never", log.toString()).status())
                .isZero();
    }

    @Test
    void outputIsOneFolderWithOnlyTheReport() throws IOException {
        Path output = folder.resolve("a b/out");

        CommandRun run = CommandRun.of("diagnose", "--output", output.toString(), HEALTHY, DEAD);

        assertThat(run.status()).isEqualTo(1);
        assertThat(output.toFile().list())
                .containsExactlyInAnyOrder(
                        "report.html", "report.json", "report.md", "layers", "units", "findings", "_SUCCESS");
        assertThat(folder).isDirectoryNotContaining("glob:**/_activations-*");
        assertThat(run.out())
                .endsWith("Next: open %s/report.html; beside it are report.json, report.md and the tables.\n"
                        .formatted(output));
        JsonNode report =
                new ObjectMapper().readTree(output.resolve("report.json").toFile());
        assertThat(report.at("/schema").asText()).isEqualTo("activations-report/2");
        assertThat(report.at("/input/paths")).extracting(JsonNode::asText).containsExactly(HEALTHY, DEAD);
        assertThat(report.at("/input/format").asText()).isEqualTo("parquet");
        assertThat(report.at("/input/files").asInt()).isEqualTo(2);
        assertThat(report.at("/runs"))
                .extracting(node -> node.at("/run").asText())
                .containsExactly("healthy-relu", "high-lr-relu");
    }

    @Test
    void onlyWhatIsAskedForIsWritten() {
        Path output = folder.resolve("out");

        CommandRun run = CommandRun.of("diagnose", "--output", output.toString(), "--write", "only:json,md", HEALTHY);

        assertThat(run.status()).isZero();
        assertThat(output.toFile().list()).containsExactlyInAnyOrder("report.json", "report.md", "_SUCCESS");
        assertThat(run.out()).endsWith("Written to %s: report.json and report.md.\n".formatted(output));
    }

    @Test
    void optionsNameColumnsAndActivations() throws IOException {
        StringBuilder lines = new StringBuilder();
        for (int sample = 0; sample < 300; sample++) {
            lines.append("{\"module\":\"fc1\",\"epoch\":7,\"acts\":[0,0,0,%d]}\n".formatted(sample));
        }
        Path log = Files.writeString(folder.resolve("log.ndjson"), lines);

        CommandRun run = CommandRun.of(
                "diagnose",
                "--column=layer=module",
                "--column=step=epoch",
                "--column=post=acts",
                "--activation=fc.*=relu",
                "--output=" + folder.resolve("out"),
                log.toString());

        assertThat(run.status()).isEqualTo(1);
        JsonNode report =
                new ObjectMapper().readTree(folder.resolve("out/report.json").toFile());
        assertThat(report.at("/runs/0/layers/0/latest/step").asInt()).isEqualTo(7);
        assertThat(report.at("/runs/0/layers/0/latest/dead_units").asInt()).isEqualTo(3);
        assertThat(report.at("/settings/activations/fc.*").asText()).isEqualTo("relu");
    }

    @Test
    void activationMatchesItsFrameworksNameAndMayBeDeclaredNone() throws IOException {
        StringBuilder lines = new StringBuilder();
        for (int sample = 0; sample < 300; sample++) {
            lines.append("{\"layer\":\"bn1\",\"activation\":\"BatchNorm1d\",\"step\":0,\"post\":[0,0,%d]}\n"
                    .formatted(sample));
            lines.append("{\"layer\":\"fc1\",\"activation\":\"nn.ReLU()\",\"step\":0,\"post\":[0,0,0,%d]}\n"
                    .formatted(sample));
        }
        Path log = Files.writeString(folder.resolve("log.ndjson"), lines);

        CommandRun read = CommandRun.of("diagnose", log.toString());
        CommandRun none = CommandRun.of("diagnose", "--activation=.*=none", log.toString());

        assertThat(read.status()).isEqualTo(1);
        assertThat(read.out()).contains("3 of 4 units").doesNotContain("2 of 3 units");
        assertThat(none.errors()).isEmpty();
        assertThat(none.out()).doesNotContain("3 of 4 units");
    }

    @Test
    void boundsCanBeChangedByOption() {
        CommandRun run = CommandRun.of("diagnose", "--alpha=0.001", "--fail-on=never", DEAD);

        assertThat(run.out()).contains("too little data");
    }

    @Test
    void missingRowsAreReported() throws IOException {
        Path log = Files.writeString(
                folder.resolve("log.json"),
                """
                {"layer":"fc1","activation":"sigmoid","step":0,"sample":1,"post":[0.5,0.25]}
                {"layer":"fc1","activation":"sigmoid","step":0,"sample":2,"post":null}
                """);

        assertThat(CommandRun.of("diagnose", log.toString()).out()).contains("2 rows", "1 of them without values");
    }

    @Test
    void oneSampleIsNotOneSamples() throws IOException {
        Path log = Files.writeString(
                folder.resolve("log.json"),
                "{\"layer\":\"fc1\",\"activation\":\"relu\",\"step\":0,\"sample\":1,\"post\":[0,0]}\n");

        CommandRun run = CommandRun.of("diagnose", "--output=" + folder.resolve("out"), log.toString());

        assertThat(run.out())
                .contains("1 row of", "on 1 sample of this log", "but 1 sample can only prove")
                .doesNotContain("1 rows", "1 samples");
        assertThat(Files.readString(folder.resolve("out/report.md"))).contains("1 row read");
        assertThat(Files.readString(folder.resolve("out/report.html"))).contains("judged at step 0 on 1 sample\"");
    }
}
