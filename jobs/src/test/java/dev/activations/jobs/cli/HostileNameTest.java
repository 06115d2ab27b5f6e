package dev.activations.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.activations.jobs.model.PlainText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One name that a terminal would take for commands, on every way out: shown, never sent. */
class HostileNameTest {

    /** C0, C1, a bidirectional override, DEL, a line separator, and emoji that a cut might halve. */
    private static final String HOSTILE =
            "l\u001b[2J\u001b]0;owned\u0007\u009b31m\u202egpj\u007f\u2028\u0085\n|" + "\ud83d\ude80".repeat(40) + "end";

    private static final ObjectMapper MAPPER = new ObjectMapper();

    @TempDir
    static Path folder;

    private static Path log;
    private static Path report;
    private static CommandRun console;

    @BeforeAll
    static void diagnose() throws IOException {
        log = log("log.jsonl", 2, 2);
        report = folder.resolve("report");
        console = CommandRun.of("diagnose", "--output", report.toString(), log.toString());
        assertThat(console.status()).isEqualTo(1);
    }

    private static Path log(String name, int... widths) throws IOException {
        StringBuilder lines = new StringBuilder();
        for (int sample = 0; sample < 300; sample++) {
            List<Integer> post = sample < 299 || widths[0] == widths[1] ? List.of(0, 0) : List.of(0, 0, 0);
            lines.append(MAPPER.writeValueAsString(Map.of(
                            "run",
                            HOSTILE,
                            "layer",
                            HOSTILE,
                            "activation",
                            "relu",
                            "step",
                            0,
                            "sample",
                            sample,
                            "post",
                            post)))
                    .append('\n');
        }
        return Files.writeString(folder.resolve(name), lines);
    }

    @Test
    void consoleShowsIt() {
        assertShown(console.out(), true);
    }

    @Test
    void errorSentenceShowsIt() throws IOException {
        CommandRun run = CommandRun.of("diagnose", log("widths.jsonl", 2, 3).toString());

        assertThat(run.status()).isEqualTo(ExitStatus.INPUT_ERROR);
        assertShown(run.errors(), true);
    }

    @Test
    void usageErrorShowsIt() {
        assertShown(CommandRun.of(HOSTILE).errors(), true);
        assertShown(CommandRun.of("diagnose", "--" + HOSTILE).errors(), true);
        assertShown(CommandRun.of("functions", HOSTILE).errors(), true);
        assertShown(CommandRun.of("diagnose", folder + "/" + HOSTILE).errors(), true);
    }

    @ParameterizedTest
    @ValueSource(strings = {"table", "json"})
    void sqlShowsIt(String format) {
        String query = "SELECT DISTINCT replace(layer, '\\n', '') AS layer FROM json.`%s`".formatted(log);
        assertShown(CommandRun.of("sql", "--format", format, query).out(), true);
    }

    @Test
    void queryWhoseErrorNamesItShowsIt() {
        assertShown(
                CommandRun.of("sql", "SELECT raise_error('" + HOSTILE + "')").errors(), false);
    }

    @Test
    void markdownShowsIt() throws IOException {
        assertShown(Files.readString(report.resolve("report.md")), false);
    }

    @Test
    void pageShowsIt() throws IOException {
        String page = Files.readString(report.resolve("report.html"));
        String island = page.substring(page.indexOf("<script type=\"application/json\""));
        assertShown(island.substring(0, island.indexOf("</script>")), false);
    }

    @Test
    void jsonMeansItAndHoldsNoneOfIt() throws IOException {
        String json = Files.readString(report.resolve("report.json"));
        JsonNode layer = MAPPER.readTree(json).at("/runs/0/layers/0/layer");

        assertThat(layer.textValue()).isEqualTo(HOSTILE);
        assertShown(json, true);
    }

    @Test
    void tablesKeepItAsItIs() {
        CommandRun run = CommandRun.of(
                "sql",
                "--format",
                "csv",
                "SELECT DISTINCT layer FROM parquet.`%s`".formatted(report.resolve("layers")));

        assertThat(run.out()).contains(HOSTILE);
    }

    /** What a log cannot hold, because Spark's text has no half pairs, but a program that uses the API can. */
    @Test
    void halfOfAPairIsWrittenOut() {
        assertThat(PlainText.of("a\ud83db\ude80")).isEqualTo("a\\ud83db\\ude80");
    }

    @Test
    void localeNeverShows() throws IOException {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
        try {
            Path again = folder.resolve("arabic");
            CommandRun run = CommandRun.of("diagnose", "--output", again.toString(), log.toString());

            assertThat(run.out().replace("arabic", "report")).isEqualTo(console.out());
            for (String file : List.of("report.md", "report.html", "report.json")) {
                assertThat(withoutDate(again.resolve(file)).replace("arabic", "report"))
                        .isEqualTo(withoutDate(report.resolve(file)));
            }
            assertThat(CommandRun.of("functions", "leaky_relu(alpha=0.25)").out())
                    .contains("0.25");
        } finally {
            Locale.setDefault(before);
        }
    }

    /** Both are made a few seconds apart. */
    private static String withoutDate(Path file) throws IOException {
        return Files.readString(file).replaceAll("[0-9]{4}(-[0-9]{2}){2}[T ][0-9]{2}(:[0-9]{2}){2}", "DATE");
    }

    private static void assertShown(String text, boolean escapes) {
        assertThat(text).contains("owned");
        assertThat(text.codePoints()
                        .filter(point -> point != '\n' && PlainText.isHidden(point))
                        .mapToObj(Integer::toHexString))
                .isEmpty();
        assertThat(text.lines().filter(line -> line.startsWith("|\ud83d")))
                .as("lines that the name broke")
                .isEmpty();
        if (escapes) {
            assertThat(text.toLowerCase(Locale.ROOT)).contains("\\u001b", "\\u009b", "\\u202e");
        }
    }
}
