package dev.activations.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code --baseline} prints and writes; the commands, the excerpt and the query of docs/baseline.md are tried here. */
class BaselineCommandTest {

    private static final Path DOCS = Path.of("../docs/baseline.md");
    private static final String DEAD = "../examples/digits-log/run=high-lr-relu";
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private static Path folder;

    private static String page;
    private static CommandRun monday;
    private static CommandRun tuesday;

    @BeforeAll
    static void tryTheCommandsOfTheDocs() throws IOException {
        page = Files.readString(DOCS);
        List<String> commands =
                Readme.blocks(DOCS, "bash").stream().flatMap(String::lines).toList();
        assertThat(commands).hasSize(2);
        monday = CommandRun.of(arguments(commands.get(0)));
        List<String> writing = new ArrayList<>(List.of(arguments(commands.get(1))));
        writing.addAll(List.of("--output", folder.resolve("tuesday").toString()));
        tuesday = CommandRun.of(writing.toArray(String[]::new));
    }

    private static String[] arguments(String command) {
        return command.replaceFirst("^bin/activations ", "")
                .replace("'", "")
                .replace("examples/", "../examples/")
                .replace(" monday ", " " + folder.resolve("monday") + " ")
                .split(" ");
    }

    @Test
    void commandsOfTheDocsPrintTheirExcerpt() throws IOException {
        assertThat(monday.errors()).isEmpty();
        assertThat(monday.status()).isZero();
        assertThat(tuesday.errors()).isEmpty();
        assertThat(tuesday.status()).isEqualTo(1);
        String block = tuesday.out().replace(folder.resolve("monday").toString(), "monday");
        block = block.substring(block.indexOf("Compared with"), block.indexOf("\nWhat to try first"));
        assertInDocs("(?<=```text\\n).*?(?=```\\n\\nThe comparison)", block);
    }

    @Test
    void queryOfTheDocsGivesTheRowsBelowIt() throws IOException {
        String query = Readme.blocks(DOCS, "sql").get(0).replaceAll("parquet.`(\\w+)/", "parquet.`" + folder + "/$1/");

        CommandRun run = CommandRun.of("sql", query);

        assertThat(run.errors()).isEmpty();
        assertInDocs("(?<=```text\\n)[^`]*?(?=```\\n\\nFrom Java)", run.out().replaceAll(" +\n", "\n"));
    }

    /** {@code -Dactivations.generate=true} writes the block. */
    private static void assertInDocs(String block, String expected) throws IOException {
        MatchResult found = Pattern.compile(block, Pattern.DOTALL)
                .matcher(page)
                .results()
                .findFirst()
                .orElseThrow();
        if (Boolean.getBoolean("activations.generate")) {
            page = page.substring(0, found.start()) + expected + page.substring(found.end());
            Files.writeString(DOCS, page);
            return;
        }
        assertThat(found.group()).isEqualTo(expected);
    }

    @Test
    void reportJsonHasTheComparisonAndFitsTheSchema() throws IOException {
        JsonNode report = JSON.readTree(folder.resolve("tuesday/report.json").toFile());
        JsonNode hidden1 = report.at("/baseline/layers/0");

        assertThat(JsonSchemaFactory.getInstance(VersionFlag.V202012)
                        .getSchema(JSON.readTree(
                                Path.of("../docs/report.schema.json").toFile()))
                        .validate(report))
                .isEmpty();
        assertThat(report.at("/baseline/layers").size()).isEqualTo(4);
        assertThat(hidden1.at("/layer").asText()).isEqualTo("hidden1");
        assertThat(hidden1.at("/run").asText()).isEqualTo("high-lr-relu");
        assertThat(hidden1.at("/change/dead_units").asInt())
                .isEqualTo(47 - hidden1.at("/before/dead_units").asInt())
                .isEqualTo(hidden1.at("/died").asInt() - hidden1.at("/revived").asInt());
        assertThat(report.at("/baseline/findings_gained").findValuesAsText("rule"))
                .contains("dead-units");
    }

    @Test
    void everyNameOfTheComparisonIsInTheDocs() throws IOException {
        JsonNode baseline =
                JSON.readTree(folder.resolve("tuesday/report.json").toFile()).at("/baseline");

        assertThat(baseline.properties()).allSatisfy(field -> assertThat(page).contains("`" + field.getKey() + "`"));
        assertThat(baseline.at("/layers/0").properties())
                .filteredOn(field -> !List.of("run", "layer").contains(field.getKey()))
                .allSatisfy(field -> assertThat(page).contains("`" + field.getKey() + "`"));
    }

    @Test
    void markdownAndPageShowTheComparison() throws IOException {
        assertThat(Files.readString(folder.resolve("tuesday/report.md")))
                .contains(
                        "### Compared with ",
                        "- **new** fail dead-units: hidden1 of high-lr-relu",
                        "- **worse** hidden1");
        assertThat(Files.readString(folder.resolve("tuesday/report.html"))).contains("\"baseline\":{\"folder\":");
    }

    @Test
    void failureThatTheBaselineHasIsNoNewOne() {
        CommandRun same = CommandRun.of(
                "diagnose", "--same-units", "--fail-on=new", "--baseline=" + folder.resolve("tuesday"), DEAD);

        assertThat(same.errors()).isEmpty();
        assertThat(same.status()).isZero();
        assertThat(same.out()).contains("\n  no finding is new or gone; of 4 layers, 0 got worse and 0 better\n");
    }

    @Test
    void whatNeedsABaselineSaysWhatToType() {
        assertThat(CommandRun.of("diagnose", "--fail-on", "new", DEAD).sentence())
                .isEqualTo("activations: --fail-on new needs a baseline: add --baseline DIR, the --output folder of an"
                        + " earlier diagnosis");
        CommandRun run = CommandRun.of("diagnose", "--same-units", DEAD);
        assertThat(run.status()).isEqualTo(ExitStatus.INPUT_ERROR);
        assertThat(run.sentence()).startsWith("activations: --same-units needs a baseline: add --baseline DIR");
    }

    @Test
    void baselineThatIsNotThereIsNamedBeforeTheLogIsRead() {
        CommandRun run =
                CommandRun.of("diagnose", "--baseline", folder.resolve("none").toString(), DEAD);

        assertThat(run.status()).isEqualTo(ExitStatus.INPUT_ERROR);
        assertThat(run.errors())
                .isEqualTo("activations: baseline " + folder.resolve("none") + ": there is no such file or folder\n");
    }
}
