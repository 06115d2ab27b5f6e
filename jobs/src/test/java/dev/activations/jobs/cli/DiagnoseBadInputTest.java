package dev.activations.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.assertj.core.api.AbstractStringAssert;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bad input of {@code diagnose} ends in one sentence and status 2, prints nothing else and leaves nothing behind. */
class DiagnoseBadInputTest {

    private static final String GOOD =
            "{\"layer\": \"fc1\", \"step\": 0, \"activation\": \"relu\", \"post\": [0, 1.5]}";

    @TempDir
    Path folder;

    private Path log;

    @BeforeEach
    void goodLog() throws IOException {
        log = log(GOOD);
    }

    @Test
    void inputThatDoesNotExist() {
        assertRefusal(folder + "/none").isEqualTo("input path %s/none does not exist".formatted(folder));
    }

    @Test
    void inputFolderWithoutFiles() throws IOException {
        Path empty = Files.createDirectory(folder.resolve("empty"));

        assertRefusal(empty.toString())
                .isEqualTo("input path %s holds no log: there is no Parquet, ORC or JSON lines file in it"
                        .formatted(empty));
    }

    @Test
    void logWithoutRows() throws IOException {
        Files.writeString(log, "");

        assertRefusal(log.toString()).isEqualTo("%s has no JSON lines; each line must hold one object".formatted(log));
    }

    @Test
    void logWithoutLayers() throws IOException {
        log("{\"step\": 0, \"module\": \"fc1\", \"post\": [0, 1.5]}");

        assertRefusal(log.toString())
                .isEqualTo(
                        "the log has no column layer; it has module, post, step; if these are the columns, pass --column layer=module");
    }

    @Test
    void logWithoutValues() throws IOException {
        log("{\"layer\": \"fc1\", \"step\": 0}");

        assertRefusal(log.toString())
                .isEqualTo(
                        "the log has neither a column pre (inputs of the activation) nor post (outputs); it has layer, step; if they"
                                + " have other names, pass --column layer=NAME --column post=NAME");
    }

    @Test
    void columnOfTheWrongType() throws IOException {
        log("{\"layer\": \"fc1\", \"step\": \"first\", \"post\": [0, 1.5]}");

        assertRefusal(log.toString()).isEqualTo("column step holds 'first', which is not a whole number");
    }

    @Test
    void valuesThatAreNotAnArray() throws IOException {
        log("{\"layer\": \"fc1\", \"step\": 0, \"post\": 1.5}");

        assertRefusal(log.toString())
                .startsWith("column post must be array<float> or array<double>, but is double; --query ");
    }

    @Test
    void unknownActivationInTheLog() throws IOException {
        log(GOOD.replace("relu", "relo"));

        assertRefusal(log.toString()).contains("relo", "did you mean relu", "fc1");
    }

    @Test
    void unknownActivationAsOption() {
        assertRefusal("--activation", "fc.*=relo", log.toString())
                .startsWith("--activation fc.*=relo: unknown activation 'relo'; did you mean relu or ");
    }

    @Test
    void activationOptionThatIsNoPair() {
        assertRefusal("--activation", "relu", log.toString())
                .isEqualTo("--activation takes a pair such as 'fc.*=relu', not 'relu'");
    }

    @Test
    void activationOptionThatIsNoRegularExpression() {
        assertRefusal("--activation", "fc(=relu", log.toString())
                .isEqualTo("--activation fc(=relu: 'fc(' is not a regular expression (Unclosed group)");
    }

    @Test
    void layerWhoseWidthChanges() throws IOException {
        log(GOOD, GOOD.replace("[0, 1.5]", "[0, 1.5, 2]"));

        assertRefusal(log.toString()).contains("fc1", "2", "3");
    }

    @Test
    void truncatedParquetFile() throws IOException {
        byte[] whole = Files.readAllBytes(Path.of("../examples/digits-log/run=healthy-relu/part-0.parquet"));
        Path parquet = Files.createDirectories(folder.resolve("parquet"));
        Files.write(parquet.resolve("a.parquet"), whole);
        Files.write(parquet.resolve("b.parquet"), Arrays.copyOf(whole, whole.length / 2));

        assertRefusal(parquet.toString())
                .contains("cannot read file " + parquet + "/b.parquet: it is damaged, cut short");
    }

    @Test
    void parquetFileDamagedInside() throws IOException {
        byte[] damaged = Files.readAllBytes(Path.of("../examples/digits-log/run=healthy-relu/part-0.parquet"));
        Arrays.fill(damaged, 1000, damaged.length / 2, (byte) 'Z');
        Path parquet = Files.write(folder.resolve("a.parquet"), damaged);

        assertRefusal(parquet.toString()).contains("cannot read file " + parquet + ": it is damaged, cut short");
    }

    @Test
    void corruptJsonLine() throws IOException {
        log(GOOD, GOOD.substring(0, 30));

        assertRefusal(log.toString()).contains("file " + log + ", line 2 does not fit the log's columns");
    }

    @Test
    void unknownFormat() {
        assertRefusal("--format=parqet", log.toString()).contains("parqet");
    }

    @Test
    void outputFolderThatExists() throws IOException {
        Path output = Files.createDirectory(folder.resolve("out"));

        assertRefusal("--output", output.toString(), log.toString())
                .isEqualTo("output folder %s exists; name a new one or remove it".formatted(output));
    }

    @Test
    void outputFolderThatCannotBeWritten() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");

        assertRefusal("--output", file + "/out", log.toString())
                .contains("output folder " + file + "/out cannot be written: ");
    }

    @Test
    void outputFolderIsAbsentAfterAnInputError() throws IOException {
        Path output = folder.resolve("a/out");

        assertRefusal("--output", output.toString(), folder + "/none").contains("does not exist");
        assertThat(folder).isDirectoryNotContaining(path -> !path.equals(log));
    }

    @Test
    void unknownOption() {
        assertRefusal("--alpa", "0.1", log.toString()).isEqualTo("Unknown option: '--alpa'");
    }

    @Test
    void optionOutOfItsRange() {
        assertRefusal("--alpha", "2", log.toString())
                .isEqualTo("--alpha must be between 0 and 1, both excluded, got 2.0");
    }

    @Test
    void invalidWindowIsRejected() {
        assertRefusal("--window", "first", log.toString())
                .isEqualTo("--window must be latest, all or last:N, got 'first'");
    }

    @Test
    void invalidChannelAxisIsRejected() {
        assertRefusal("--channel-axis=first", log.toString())
                .isEqualTo("--channel-axis takes an axis, such as -1, or one of some layers, such as 'conv.*=-1', not"
                        + " 'first'");
    }

    @Test
    void optionThatIsNoNumber() {
        assertRefusal("--alpha", "x", log.toString())
                .isEqualTo("Invalid value for option '--alpha': 'x' is not a double");
    }

    @Test
    void columnThatNoLogHas() {
        assertRefusal("--column", "layre=module", log.toString()).contains("--column layre=module", "no column layre");
    }

    @Test
    void missingRenamedColumnIsNamed() {
        assertRefusal("--column", "layer=module", log.toString())
                .isEqualTo("the log has no column module; it has activation, layer, post, step");
    }

    @Test
    void invalidSeverityIsRejected() {
        assertRefusal("--fail-on", "sometimes", log.toString())
                .isEqualTo("--fail-on must be fail, warn, new or never, got 'sometimes'");
    }

    @Test
    void verboseShowsTheStack() {
        CommandRun run = CommandRun.of("diagnose", "--verbose", folder + "/none");

        assertThat(run.errors()).contains("\tat dev.activations.jobs.log.source.InputFiles");
        assertThat(run.status()).isEqualTo(ExitStatus.INPUT_ERROR);
    }

    private Path log(String... lines) throws IOException {
        return Files.writeString(folder.resolve("log.jsonl"), String.join("\n", lines) + "\n");
    }

    /** Runs {@code diagnose}, sees that it refuses and says nothing else, and gives the sentence that it says. */
    private static AbstractStringAssert<?> assertRefusal(String... arguments) {
        CommandRun run = CommandRun.of(
                Stream.concat(Stream.of("diagnose"), Stream.of(arguments)).toArray(String[]::new));
        assertThat(run.out()).isEmpty();
        assertThat(run.status()).isEqualTo(ExitStatus.INPUT_ERROR);
        assertThat(run.errors()).doesNotContain("\tat ").doesNotContain("internal error");
        assertThat(run.sentence()).startsWith("activations: ");
        return assertThat(run.sentence().substring("activations: ".length()));
    }
}
