package dev.activations.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.Float4Vector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowFileReader;
import org.apache.arrow.vector.ipc.ArrowFileWriter;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.apache.arrow.vector.ipc.ArrowStreamReader;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code bin/activations arrow} from the outside: streams and files in and out, errors, pipes, and how it starts. */
class BinArrowIT {

    private static final String DIGITS = "examples/digits.arrows";
    private static final int DIGITS_ROWS = 64;

    @TempDir
    Path temporary;

    private Path here;

    @BeforeEach
    void makeFolder() throws IOException {
        here = Files.createDirectory(temporary.resolve("a folder"));
    }

    @Test
    void geluOfAModelsInputsIsWhatPyTorchRecorded() throws Exception {
        ShellRun run = ShellRun.of(
                here, "bin/activations arrow 'gelu(approximate=none)' --column x <%s >out".formatted(DIGITS));

        assertThat(run.errors()).isEmpty();
        assertThat(run.status()).isZero();
        List<Object> recorded = column("out", "y");
        assertThat(recorded).hasSize(DIGITS_ROWS);
        List<Object> computed = column("out", "gelu(x, approximate=none)");
        for (int row = 0; row < DIGITS_ROWS; row++) {
            assertThat((float) computed.get(row)).isEqualTo((float) recorded.get(row), within(1e-6f));
        }
    }

    @Test
    void resultTakesTheNameOrThePlaceThatIsAskedFor() throws Exception {
        String relu = "bin/activations arrow relu --column x";
        ShellRun run = ShellRun.of(
                here,
                "%s --output-column z <%s >named && %s --in-place <%s >placed".formatted(relu, DIGITS, relu, DIGITS));

        assertThat(run.errors()).isEmpty();
        assertThat(columns("named")).containsExactly("sample", "x", "y", "hidden", "z");
        assertThat(columns("placed")).containsExactly("sample", "x", "y", "hidden");
        assertThat(column("placed", "x")).isEqualTo(column("named", "z")).contains(0f);
    }

    @Test
    void lossTakesTwoColumns() throws Exception {
        ShellRun run = ShellRun.of(here, "bin/activations arrow mse_loss --column x,y <%s >out".formatted(DIGITS));

        assertThat(run.errors()).isEmpty();
        List<Object> x = column("out", "x");
        List<Object> y = column("out", "y");
        List<Object> loss = column("out", "mse_loss(x, y)");
        for (int row = 0; row < DIGITS_ROWS; row++) {
            float error = (float) x.get(row) - (float) y.get(row);
            assertThat((float) loss.get(row)).isEqualTo(error * error, within(1e-6f * (1 + error * error)));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"lz4.arrows", "zstd.arrows", "lz4.arrow", "zstd.arrow"})
    void compressedStreamsAndFilesOfArrowsOtherImplementationsAreRead(String name) throws Exception {
        Path input = Path.of("../arrow-batch/src/test/resources/ipc", name).toAbsolutePath();
        ShellRun run = ShellRun.of(here, "bin/activations arrow relu --column single <'%s' >%s".formatted(input, name));

        assertThat(run.errors()).isEmpty();
        assertThat(column(name, "relu(single)")).hasSize(60).contains(0f, 18.5f, null);
    }

    @Test
    void fileStaysAFile() throws Exception {
        writeFile(here.resolve("in.arrow"), 3, 1000);

        ShellRun run = ShellRun.of(here, "cat in.arrow | bin/activations arrow relu --column x | cat >out.arrow");

        assertThat(run.errors()).isEmpty();
        assertThat(column("out.arrow", "relu(x)")).hasSize(3000);
    }

    @Test
    void batchesGoThroughOneByOneInTheMemoryOfOne() throws Exception {
        int batches = 400;
        writeFile(here.resolve("in.arrow"), batches, 1 << 16);

        ShellRun run = ShellRun.of(
                here,
                "export ACTIVATIONS_JAVA_OPTS='-Xmx16m -XX:MaxDirectMemorySize=16m'; ulimit -v 4000000;"
                        + " bin/activations arrow relu --column x --in-place <in.arrow >out.arrow");

        assertThat(run.errors()).isEmpty();
        assertThat(Files.size(here.resolve("out.arrow"))).isGreaterThan(4L * batches << 16);
    }

    @Test
    void streamThatIsCutOffLeavesCompleteBatchesWithoutTheEndMark() throws Exception {
        ShellRun run =
                ShellRun.of(here, "head -c 8000 %s | bin/activations arrow relu --column x >out".formatted(DIGITS));

        assertThat(run.errors()).isEqualTo("activations: batch 2 is cut off: the input ends after 8000 bytes\n");
        assertThat(run.status()).isEqualTo(2);
        assertThat(column("out", "relu(x)")).hasSize(40);
        byte[] written = Files.readAllBytes(here.resolve("out"));
        assertThat(Arrays.copyOfRange(written, written.length - 8, written.length))
                .isNotEqualTo(new byte[] {-1, -1, -1, -1, 0, 0, 0, 0});
    }

    @Test
    void streamWithoutItsEndMarkIsReported() throws Exception {
        ShellRun run =
                ShellRun.of(here, "head -c -8 %s | bin/activations arrow relu --column x >out".formatted(DIGITS));

        assertThat(run.errors())
                .matches("activations: the stream ends after \\d+ batch(es)? without its end mark: its writer was not"
                        + " closed, or more was cut off\n");
        assertThat(run.status()).isZero();
        assertThat(column("out", "relu(x)")).hasSize(DIGITS_ROWS);
    }

    @Test
    void streamsOneAfterTheOtherAreAllFiltered() throws Exception {
        ShellRun run = ShellRun.of(
                here,
                ("cat D D | bin/activations arrow relu --column x >both && bin/activations arrow relu --column x <D >one"
                                + " && cat one one | cmp both -")
                        .replace("D", DIGITS));

        assertThat(run.errors()).isEmpty();
        assertThat(run.status()).isZero();
    }

    @Test
    void readerThatHasSeenEnoughEndsItWithoutAWord() throws Exception {
        writeFile(here.resolve("in.arrow"), 40, 1 << 16);

        ShellRun run = ShellRun.of(
                here,
                "bin/activations arrow relu --column x <in.arrow | head -c 9 | wc -c;" + " echo ${PIPESTATUS[0]}");

        assertThat(run.errors()).isEmpty();
        assertThat(run.out().lines().map(String::strip)).containsExactly("9", "0");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "gelu --column z <D | gelu: there is no column 'z'; the columns are sample, x, y, hidden",
                "gelu --column sample <D | gelu takes Float2, Float4 or Float8 vectors and lists of them;"
                        + " column 'sample' is Int(32, true)",
                "softmax --column x <D | softmax takes lists of Float2, Float4 or Float8 (it works on a row's whole"
                        + " list); column 'x' is FloatingPoint(SINGLE)",
                "gleu --column x <D | unknown activation 'gleu'; did you mean elu or gelu",
                "mse_loss --column x <D | mse_loss takes 2 columns, got 1",
                "gelu --column x,y <D | gelu takes one column, got 2",
                "softmax_backward --column hidden,x <D | softmax_backward takes two columns of lists",
                "gelu <D | Missing required option: '--column",
                "gelu --column x --in-place --output-column y <D | give either --in-place or --output-column, not both",
                "gelu --column x </dev/null | the input is empty: an Arrow stream has at least a schema",
                "gelu --column x <bin/activations | this is not Arrow IPC, or damaged: a message claims",
                "gelu --column x <D >/dev/full | the output cannot be written: No space left on device",
                "gelu --column x <. | the input cannot be read: Is a directory"
            })
    void whatIsWrongIsOneSentence(String arguments, String sentence) throws Exception {
        ShellRun run = ShellRun.of(here, "bin/activations arrow " + arguments.replace("<D", "<" + DIGITS));

        assertThat(run.out()).isEmpty();
        assertThat(run.errors()).startsWith("activations: " + sentence);
        assertThat(run.errors().replaceFirst("(?m)^Try .*\\n", "").lines()).hasSize(1);
        assertThat(run.status()).isEqualTo(2);
    }

    @Test
    void itStartsWithoutSparkFromTheClassesThatTheFirstUseKept() throws Exception {
        ShellRun run = ShellRun.of(
                here,
                "bin/activations arrow --version; ACTIVATIONS_JAVA_OPTS='-Xlog:class+load:file=loaded'"
                        + " bin/activations arrow relu --column x <%s >out".formatted(DIGITS));

        assertThat(run.errors()).isEmpty();
        assertThat(run.out()).startsWith("activations 0");
        assertThat(Files.readAllLines(here.resolve("loaded")))
                .noneMatch(line -> line.contains(" org.apache.spark.") || line.contains(" io.netty."));
        assumeThat(Path.of("").toAbsolutePath().toString())
                .as("Java 17 keeps no classes of jars in a folder with a blank")
                .doesNotContain(" ");
        assertThat(Files.readAllLines(here.resolve("loaded")))
                .anyMatch(line -> line.matches(".*cli[.]ArrowCommand source: shared objects file [(]top[)].*"))
                .anyMatch(line -> line.matches(".*IpcFilter source: shared objects file [(]top[)].*"));
    }

    /** Those that there are on this machine: the build's own at least. */
    @Test
    void everyJavaFrom17OnGivesTheSameBytesAndSaysNothing() throws Exception {
        ShellRun run = ShellRun.of(
                here,
                """
                source scripts/find-java.sh
                java_places | while IFS= read -r place; do
                  version=$(java_version "$place")
                  [[ -z $version || $version -lt 17 ]] ||
                    JAVA_HOME=$place bin/activations arrow gelu --column x <%s | tee out | sha256sum
                done | sort -u | wc -l
                """
                        .formatted(DIGITS));

        assertThat(run.errors()).isEmpty();
        assertThat(run.out().strip()).isEqualTo("1");
        assertThat(column("out", "gelu(x)")).hasSize(DIGITS_ROWS);
    }

    @Test
    void severalFirstUsesAtOnceDoNotDisturbEachOther() throws Exception {
        String use = "bin/activations arrow relu --column x <%s >out%d || echo failed";
        ShellRun run = ShellRun.of(
                here,
                "rm -f jobs/target/arrow/*.jsa; { %s; } & { %s; } & { %s; } & wait; ls jobs/target/arrow"
                        .formatted(use.formatted(DIGITS, 1), use.formatted(DIGITS, 2), use.formatted(DIGITS, 3)));

        assertThat(run.errors()).isEmpty();
        assertThat(run.out()).matches("classes-\\S+[.]jsa\njars\n");
        for (String name : List.of("out1", "out2", "out3")) {
            assertThat(column(name, "relu(x)")).hasSize(DIGITS_ROWS);
        }
    }

    /** Another user installed it; root, who may write everywhere, becomes another for this test. */
    @Test
    void installThatCannotBeWrittenKeepsTheClassesInTheCacheFolder() throws Exception {
        ShellRun run = ShellRun.of(
                here,
                """
                set -e
                mkdir -p app/jobs/target/arrow app/examples app/bin app/scripts cache && chmod 777 cache
                cp bin/activations app/bin && cp scripts/*.sh app/scripts && cp %s app/examples
                cp -r jobs/target/arrow/jars app/jobs/target/arrow && cp jobs/target/activations-jobs-bundle.jar app/jobs/target
                chmod -R a+rX,a-w app && chmod a+rx . .. && cat %s >in
                as=() && [[ $(id -u) -ne 0 ]] || as=(setpriv --reuid=65534 --regid=65534 --clear-groups)
                for use in 1 2; do
                  "${as[@]}" env XDG_CACHE_HOME="$PWD/cache" app/bin/activations arrow relu --column x <in >out
                done
                find cache -name '*.jsa' -size +1M | wc -l
                chmod -R u+w app && find app -name '*.jsa' | wc -l
                """
                        .formatted(DIGITS, DIGITS));

        assertThat(run.errors()).isEmpty();
        assertThat(run.out().lines().map(String::strip)).containsExactly("1", "0");
        assertThat(column("out", "relu(x)")).hasSize(DIGITS_ROWS);
    }

    @TestFactory
    Stream<DynamicTest> exampleInHelpWorks() throws Exception {
        String help = ShellRun.of(here, "bin/activations arrow --help").out();
        assertThat(help.lines()).allMatch(line -> line.length() <= 80);
        writeFile(here.resolve("in.arrow"), 1, 10);
        Files.copy(Path.of("..", DIGITS), here.resolve("in.arrows"));
        List<String> examples = Pattern.compile("^  bin/activations (?:.*\\\\\n)*.*$", Pattern.MULTILINE)
                .matcher(help)
                .results()
                .map(MatchResult::group)
                .toList();
        assertThat(examples).isNotEmpty();
        return examples.stream()
                .map(example -> DynamicTest.dynamicTest(example, () -> {
                    ShellRun run = ShellRun.of(here, example);
                    assertThat(run.errors()).isEmpty();
                    assertThat(run.status()).isZero();
                }));
    }

    private static void writeFile(Path file, int batches, int rows) throws IOException {
        try (BufferAllocator allocator = new RootAllocator();
                Float4Vector x = new Float4Vector("x", allocator);
                VectorSchemaRoot batch = VectorSchemaRoot.of(x);
                FileChannel out = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                ArrowFileWriter writer = new ArrowFileWriter(batch, null, out)) {
            x.allocateNew(rows);
            for (int row = 0; row < rows; row++) {
                x.set(row, row - rows / 2);
            }
            batch.setRowCount(rows);
            for (int i = 0; i < batches; i++) {
                writer.writeBatch();
            }
            writer.end();
        }
    }

    private List<String> columns(String name) throws IOException {
        try (BufferAllocator allocator = new RootAllocator();
                ArrowReader reader = reader(name, allocator)) {
            return reader.getVectorSchemaRoot().getSchema().getFields().stream()
                    .map(field -> field.getName())
                    .toList();
        }
    }

    private List<Object> column(String name, String column) throws IOException {
        List<Object> values = new ArrayList<>();
        try (BufferAllocator allocator = new RootAllocator();
                ArrowReader reader = reader(name, allocator)) {
            while (reader.loadNextBatch()) {
                VectorSchemaRoot batch = reader.getVectorSchemaRoot();
                for (int row = 0; row < batch.getRowCount(); row++) {
                    values.add(batch.getVector(column).getObject(row));
                }
            }
        }
        return values;
    }

    private ArrowReader reader(String name, BufferAllocator allocator) throws IOException {
        Path file = here.resolve(name);
        return name.endsWith(".arrow")
                ? new ArrowFileReader(FileChannel.open(file), allocator)
                : new ArrowStreamReader(Files.newInputStream(file), allocator);
    }
}
