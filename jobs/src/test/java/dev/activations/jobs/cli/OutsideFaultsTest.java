package dev.activations.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.activations.jobs.ActivationDiagnostics;
import dev.activations.jobs.Sessions;
import dev.activations.jobs.cli.OutsideFaults.Fault;
import dev.activations.jobs.model.InputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.hadoop.fs.FSError;
import org.apache.spark.SparkException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the world outside does to a command becomes one sentence that says what helps, and status 2; 4 for memory. */
class OutsideFaultsTest {

    private static final String DEMO = "../examples/digits-log/run=healthy-relu";

    @TempDir
    Path folder;

    @Test
    void memoryThatRanOutWhileAFileWasReadIsNotTheFilesFault() {
        Fault fault = OutsideFaults.orInternal(new InputException(
                "cannot read file a.parquet: it is damaged",
                new SparkException("task failed", new OutOfMemoryError("Java heap space"))));

        assertThat(fault.sentence())
                .startsWith("too little memory (Java heap space;")
                .contains("-Xmx");
        assertThat(fault.status()).isEqualTo(ExitStatus.INTERNAL_ERROR);
    }

    @Test
    void fullDiskIsNoInternalError() throws Exception {
        Class<?>[] takesCause = {Throwable.class};
        var constructor = FSError.class.getDeclaredConstructor(takesCause);
        constructor.setAccessible(true);
        Fault fault = OutsideFaults.orInternal(
                new SparkException("task failed", constructor.newInstance(new IOException("No space left on device"))));

        assertThat(fault.sentence()).startsWith("a disk is full: No space left on device");
        assertThat(fault.status()).isEqualTo(ExitStatus.INPUT_ERROR);
    }

    @Test
    void fileSystemThatNoJarBringsIsNamedWithItsJar() {
        assertRefusal("diagnose", "--output", "s3a://bucket/report", DEMO)
                .isEqualTo("activations: no jar here has a file system for s3a://; it comes with"
                        + " org.apache.hadoop:hadoop-aws: put it into jobs/target/spark/jars, or use spark-submit"
                        + " --packages\n");
        assertRefusal("diagnose", "s3a://bucket/log").contains("no jar here has a file system for s3a://");
        assertRefusal("diagnose", "foo://bucket/log").contains("no jar here has a file system for foo; put its jar");
    }

    @Test
    void sourceThatNoJarBringsIsNamedWithItsJar() {
        assertThat(ofSource("avro"))
                .isEqualTo(
                        "no jar here has the Spark source avro; add --packages org.apache.spark:spark-avro_2.13:4.1.0,"
                                + " or --jars with it");
        assertThat(ofSource("dleta")).startsWith("there is no Spark source dleta; built in are ");
    }

    private static String ofSource(String name) {
        try {
            Sessions.shared().read().format(name).load(DEMO);
        } catch (Exception e) { // Spark throws checked exceptions that it does not declare
            return OutsideFaults.orInternal(e).sentence();
        }
        throw new AssertionError("there is a source " + name);
    }

    @Test
    void prefixThatNoNameCanBeginWithIsRefused() {
        assertRefusal("sql", "--conf", "spark.activations.prefix=My-", "SELECT 1")
                .startsWith("activations: --conf spark.activations.prefix: prefix 'My-' of the functions must be");
    }

    @Test
    void outputNameThatIsTooLongIsRefusedBeforeTheScan() throws IOException {
        assertRefusal("diagnose", "--output", folder + "/" + "x".repeat(300), folder + "/none")
                .contains("cannot be written: no folder can have this name; it may be too long");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void streamGivenToTheApiIsRefused() {
        assertThatThrownBy(() -> ActivationDiagnostics.on(
                                Sessions.shared().readStream().format("rate").load())
                        .run())
                .isInstanceOf(InputException.class)
                .hasMessageStartingWith("the dataset is a stream")
                .hasMessageContaining("foreachBatch");
    }

    @Test
    void patternsThatMatchNoLayerAreAllNamedAndLayersShortened() throws IOException {
        StringBuilder lines = new StringBuilder();
        for (int block = 0; block < 40; block++) {
            lines.append("{\"layer\": \"block%d.relu\", \"step\": 0, \"activation\": \"relu\", \"post\": [0]}\n"
                    .formatted(block));
        }
        Path log = Files.writeString(folder.resolve("log.jsonl"), lines);

        assertRefusal("diagnose", "--activation", "fc.*=relu", "--activation", "conv.*=relu", log.toString())
                .isEqualTo("activations: no layer of the log matches fc.* or conv.*; it has block*.relu (40)\n");
    }

    private static org.assertj.core.api.AbstractStringAssert<?> assertRefusal(String... arguments) {
        CommandRun run = CommandRun.of(arguments);
        assertThat(run.status()).as(run.errors()).isEqualTo(ExitStatus.INPUT_ERROR);
        assertThat(run.out()).isEmpty();
        assertThat(run.errors()).hasLineCount(1);
        return assertThat(run.errors());
    }
}
