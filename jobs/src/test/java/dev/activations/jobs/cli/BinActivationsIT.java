package dev.activations.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.jar.JarFile;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** bin/activations from the outside: another folder, a path with blanks, streams and statuses as a shell sees them. */
class BinActivationsIT {

    private static final String MASTER = "--master spark2://nowhere";

    @TempDir
    Path temporary;

    private Path here;

    @BeforeEach
    void makeFolder() throws IOException {
        here = Files.createDirectory(temporary.resolve("a folder"));
    }

    @Test
    void diagnosisWithoutArgumentsReadsTheDemoAndLeavesNoFiles() throws Exception {
        ShellRun run = ShellRun.of(here, "bin/activations diagnose");

        assertThat(run.errors()).isEmpty();
        assertThat(run.out()).contains("8 runs: 5 fail, 3 ok", "hidden1: 47 of 64 units");
        assertThat(run.status()).isEqualTo(1);
        assertThat(here).isEmptyDirectory();
    }

    @Test
    void stdinIsLeftToTheCommandsThatFollow() throws Exception {
        ShellRun run = ShellRun.of(here, "echo stream | { bin/activations functions --for binary >/dev/null; cat; }");

        assertThat(run.out()).isEqualTo("stream\n");
    }

    @Test
    void errorsGoToStderrInOrderWithWhatOthersWriteThere() throws Exception {
        ShellRun run = ShellRun.of(
                here, "bin/activations functions relo; echo between >&2; bin/activations functions --fr; echo end >&2");

        assertThat(run.out()).isEmpty();
        assertThat(run.errors().lines().map(line -> line.replaceFirst(";.*", "")))
                .containsExactly(
                        "activations: unknown activation 'relo'",
                        "Try 'activations functions --help'.",
                        "between",
                        "activations: Unknown option: '--fr'",
                        "Try 'activations functions --help'.",
                        "end");
    }

    @Test
    void queryPrintsItsRowsAndNothingElse() throws Exception {
        ShellRun run = ShellRun.of(
                here,
                "bin/activations sql --format json"
                        + " 'SELECT relu(-1.0D) AS a, gelu(array(1f, -2f)) AS b, leaky_relu(x => -2.0D, alpha => 0.2D) AS c'");

        assertThat(run.errors()).isEmpty();
        assertThat(run.out()).isEqualTo("{\"a\":0.0,\"b\":[0.841192,-0.045402307],\"c\":-0.4}\n");
    }

    @Test
    void functionsAreDocumentedInSql() throws Exception {
        ShellRun run = ShellRun.of(here, "bin/activations sql 'DESCRIBE FUNCTION EXTENDED gelu'");

        assertThat(run.out()).contains("Function: gelu", "Usage:", "Examples:");
    }

    @Test
    void truncatedFileIsNamed() throws Exception {
        byte[] whole = Files.readAllBytes(Path.of("../examples/digits-log/run=healthy-relu/part-0.parquet"));
        Files.write(here.resolve("short.parquet"), Arrays.copyOf(whole, whole.length / 2));

        ShellRun run = ShellRun.of(here, "bin/activations diagnose --output out short.parquet");

        assertThat(run.out()).isEmpty();
        assertThat(run.errors().lines()).hasSize(1);
        assertThat(run.errors())
                .startsWith("activations: cannot read file " + here.toRealPath() + "/short.parquet: it is damaged");
        assertThat(run.status()).isEqualTo(2);
        assertThat(here.toFile().list()).containsExactly("short.parquet");
    }

    @Test
    void masterThatCannotBeIsNamed() throws Exception {
        ShellRun run = ShellRun.of(here, "bin/activations diagnose " + MASTER);

        assertThat(run.errors())
                .isEqualTo("activations: cannot start Spark on spark2://nowhere: Could not parse Master URL:"
                        + " 'spark2://nowhere'\n");
        assertThat(run.status()).isEqualTo(2);
    }

    @Test
    void settingsFileIsReadByTheBundledLibrary() throws Exception {
        Files.writeString(here.resolve("my settings.yaml"), "input: [log]  # nowhere\nfull: true\nwindow: last\n");

        ShellRun run = ShellRun.of(here, "bin/activations diagnose --settings 'my settings.yaml'");

        assertThat(run.errors())
                .startsWith("activations: my settings.yaml:3:9: --window must be latest, all or last:N");
        assertThat(run.status()).isEqualTo(2);
    }

    @Test
    void bundleHoldsOnlyOurClassesAndRelocatedLibraries() throws IOException {
        try (JarFile bundle = new JarFile("target/activations-jobs-bundle.jar")) {
            assertThat(bundle.stream().map(ZipEntry::getName).filter(name -> name.endsWith(".class")))
                    .allMatch(name -> name.startsWith("dev/activations/"))
                    .anyMatch(name -> name.startsWith("dev/activations/bundled/picocli/"))
                    .anyMatch(name -> name.startsWith("dev/activations/arrow/"))
                    .anyMatch(name -> name.startsWith("dev/activations/spark/"));
        }
    }

    @Test
    void completionScriptKnowsTheCommands() throws Exception {
        ShellRun run = ShellRun.of(
                here,
                "source jobs/target/activations-completion.bash && COMP_WORDS=(activations d) COMP_CWORD=1"
                        + " && _complete_activations && echo \"${COMPREPLY[@]}\"");

        assertThat(run.out()).isEqualTo("diagnose\n");
    }

    @TestFactory
    Stream<DynamicTest> exampleInHelpWorks() {
        return Stream.of("activations", "diagnose", "simulate", "functions", "plot", "sql")
                .flatMap(command -> examples(command).stream())
                .map(example -> DynamicTest.dynamicTest(example, () -> {
                    ShellRun run = ShellRun.of(here, example);
                    assertThat(run.errors()).isEmpty();
                    assertThat(run.out()).isNotEmpty();
                    assertThat(run.status()).isLessThanOrEqualTo(1);
                }));
    }

    private static List<String> examples(String command) {
        String help = command.equals("activations")
                ? CommandRun.of("--help").out()
                : CommandRun.of(command, "--help").out();
        List<String> examples = Pattern.compile("^  bin/activations (?:.*\\\\\n)*.*$", Pattern.MULTILINE)
                .matcher(help)
                .results()
                .map(MatchResult::group)
                .toList();
        assertThat(examples).as("examples of %s", command).isNotEmpty();
        assertThat(help.lines()).as("lines that a terminal does not break").allMatch(line -> line.length() <= 80);
        return examples;
    }

    @Test
    void colourIsForTerminalsUnlessNoColorSaysOtherwise() throws Exception {
        String diagnose = "bin/activations diagnose examples/digits-log/run=healthy-relu";
        String onTerminal = "script -qec '" + diagnose + "' /dev/null";

        assertThat(ShellRun.of(here, onTerminal).out()).contains("\033[32mOK\033[0m");
        assertThat(ShellRun.of(here, "NO_COLOR=1 " + onTerminal).out())
                .contains("OK  healthy-relu")
                .doesNotContainPattern("\033\\[[0-9;]*m");
        assertThat(ShellRun.of(here, diagnose).out())
                .contains("OK  healthy-relu")
                .doesNotContain("\033[");
    }

    @Test
    void missingHomeIsNoReasonToFail() throws Exception {
        ShellRun run = ShellRun.of(
                here,
                "mkdir tmp; env -u HOME -u XDG_STATE_HOME -u XDG_CACHE_HOME TMPDIR=\"$PWD/tmp\" bin/activations diagnose"
                        + " examples/digits-log/run=healthy-relu; status=$?; ls tmp; exit $status");

        assertThat(run.errors()).isEmpty();
        assertThat(run.out()).contains("OK  healthy-relu").doesNotContain("activations-");
        assertThat(run.status()).isZero();
    }

    @Test
    void homeThatCannotBeWrittenIsNoReasonToFail() throws Exception {
        ShellRun run = ShellRun.of(
                here, "HOME=/proc/nowhere bin/activations diagnose examples/digits-log/run=healthy-relu >/dev/null");

        assertThat(run.errors()).isEmpty();
        assertThat(run.status()).isZero();
    }

    /** In the first heap Spark does not start, in the second the query has no room. */
    @ParameterizedTest
    @ValueSource(strings = {"200m", "600m"})
    void tooLittleMemoryIsOneSentenceAndStatus4(String heap) throws Exception {
        ShellRun run = ShellRun.of(
                here,
                "ACTIVATIONS_JAVA_OPTS=-Xmx" + heap + " bin/activations sql \"SELECT size(collect_list(a)) FROM"
                        + " (SELECT sequence(1, 1000000) AS a FROM range(400)) GROUP BY a[0]\"");

        assertThat(run.errors())
                .hasLineCount(1)
                .startsWith("activations: too little memory (")
                .contains("-Xmx");
        assertThat(run.status()).isEqualTo(4);
    }

    @Test
    void fullStdoutIsReported() throws Exception {
        ShellRun run = ShellRun.of(here, "bin/activations functions >/dev/full");

        assertThat(run.errors()).isEqualTo("activations: the output cannot be written: No space left on device\n");
        assertThat(run.status()).isEqualTo(2);
    }

    @Test
    void readerThatHasSeenEnoughIsNoError() throws Exception {
        ShellRun run = ShellRun.of(here, "bin/activations functions | head -n 1; echo ${PIPESTATUS[0]}");

        assertThat(run.errors()).isEmpty();
        assertThat(run.out()).endsWith("\n0\n");
    }

    @Test
    void diskThatIsFullLeavesNoHalfReport() throws Exception {
        assumeThat(ShellRun.of(here, "unshare -m true").status())
                .as("may mount a small disk")
                .isZero();
        ShellRun run = ShellRun.of(
                here,
                "mkdir small; unshare -m bash -c 'mount -t tmpfs -o size=200k none small && bin/activations diagnose"
                        + " --output small/report examples/digits-log >/dev/null; echo $?; ls -A small'");

        assertThat(run.out()).isEqualTo("2\n");
        assertThat(run.errors())
                .hasLineCount(1)
                .startsWith("activations: output folder " + here.toRealPath() + "/small/report cannot be written: ")
                .endsWith("No space left on device\n");
    }

    @ParameterizedTest
    @CsvSource({"TERM, 143", "INT, 130", "HUP, 129"})
    void signalEndsItWithOneSentenceAndNothingPublished(String signal, int status) throws Exception {
        // A shell lets programs in the background ignore SIGINT, and nohup SIGHUP; env gives them the default back.
        ShellRun run = ShellRun.of(
                here,
                "mkdir out; env --default-signal=INT,HUP bin/activations diagnose --output out/report >/dev/null & pid=$!;"
                        + " while kill -0 $pid && ! compgen -G 'out/_activations-*' >/dev/null; do sleep 0.05; done;"
                        + " kill -%s $pid; wait $pid; echo $?; ls -A out".formatted(signal));

        assertThat(run.out()).isEqualTo(status + "\n");
        assertThat(run.errors())
                .isEqualTo("activations: stopped from outside before the command was done; no output was published\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--help",
                "version",
                "functions gelu",
                "functions relo",
                "diagnose --help",
                "sql -h",
                "completion",
                "help plot",
                "diagnos"
            })
    void whatNeedsNoSparkStartsNone(String command) throws Exception {
        ShellRun run =
                ShellRun.of(here, "ACTIVATIONS_JAVA_OPTS='-Xlog:class+load:file=loaded' bin/activations " + command);

        assertThat(run.status()).isIn(0, 2);
        assertThat(Files.readAllLines(here.resolve("loaded")))
                .noneMatch(line -> line.contains(" org.apache.spark.SparkContext ")
                        || line.contains(" org.apache.hadoop.conf.Configuration "));
    }

    @Test
    void secondUseStartsFromTheClassesThatTheFirstKept() throws Exception {
        assumeThat(Path.of("").toAbsolutePath().toString())
                .as("Java 17 keeps no classes of jars in a folder with a blank")
                .doesNotContain(" ");
        ShellRun run = ShellRun.of(
                here,
                """
                set -e
                kept=jobs/target/spark; rm -f $kept/*.jsa
                bin/activations sql 'SELECT 1' >/dev/null
                bin/activations --version >/dev/null
                for try in $(seq 240); do
                  ! compgen -G "$kept/spark-*.jsa" >/dev/null || ! compgen -G "$kept/light-*.jsa" >/dev/null || break
                  sleep 1
                done
                export ACTIVATIONS_JAVA_OPTS=-Xlog:class+load:file=spark.txt
                bin/activations sql 'SELECT 1' >/dev/null
                export ACTIVATIONS_JAVA_OPTS=-Xlog:class+load:file=light.txt
                bin/activations --version
                """);

        assertThat(run.errors()).isEmpty();
        String shared = " source: shared objects file (top)";
        assertThat(Files.readString(here.resolve("spark.txt"))).contains("org.apache.spark.SparkContext" + shared);
        assertThat(Files.readString(here.resolve("light.txt"))).contains("cli.FunctionsCommand" + shared);
    }

    @Test
    void plotWithoutFontsFailsWithOneSentenceButWritesThePage() throws Exception {
        Files.writeString(here.resolve("fonts.conf"), "<fontconfig/>");
        // Java remembers in the home folder what fonts it found before.
        String withoutFonts = "FONTCONFIG_FILE=$PWD/fonts.conf ACTIVATIONS_JAVA_OPTS=-Duser.home=/proc/nowhere ";

        ShellRun picture = ShellRun.of(here, withoutFonts + "bin/activations plot --output a.svg");
        ShellRun page = ShellRun.of(here, withoutFonts + "bin/activations plot --output a.html");

        assertThat(picture.errors())
                .hasLineCount(1)
                .startsWith("activations: cannot draw a.svg: Java finds no fonts on this machine");
        assertThat(picture.status()).isEqualTo(2);
        assertThat(page.status()).isZero();
        assertThat(here.toFile().list()).containsExactlyInAnyOrder("fonts.conf", "a.html");
    }
}
