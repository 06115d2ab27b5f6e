package dev.activations.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

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
    void demoIsDiagnosedWithoutArgumentsAndNothingIsLeftBehind() throws Exception {
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
    void bundleHoldsOursAndRelocatedLibrariesAlone() throws IOException {
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
        return Stream.of("activations", "diagnose", "functions", "plot", "sql")
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
                .doesNotContain("\033[");
        assertThat(ShellRun.of(here, diagnose).out())
                .contains("OK  healthy-relu")
                .doesNotContain("\033[");
    }

    @Test
    void plotOnAMachineWithoutFontsSaysSoInOneSentenceAndDrawsItsPage() throws Exception {
        Files.writeString(here.resolve("fonts.conf"), "<fontconfig/>");
        // Java remembers in the home folder what fonts it found before.
        String withoutFonts = "FONTCONFIG_FILE=$PWD/fonts.conf ACTIVATIONS_JAVA_OPTS=-Duser.home=/nowhere ";

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
