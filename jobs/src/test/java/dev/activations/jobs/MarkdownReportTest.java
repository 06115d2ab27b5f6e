package dev.activations.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.activations.jobs.report.Made;
import dev.activations.jobs.report.MarkdownReport;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** report.md says in a comment's length what is wrong, and shows names from the log as text. */
class MarkdownReportTest {

    private static final String DEMO = new MarkdownReport().text(DigitsLog.report());

    @Test
    void beginsWithWhichRunsAreNotWellOfWhatSinceWhenAndWhatToTry() {
        assertThat(DEMO)
                .startsWith("## Activation diagnosis\n\n**5 of 8 runs** have problems.\n")
                .contains(
                        "| ❌ fail | <code>high-lr-relu</code> | Dead units in hidden1 (47 of 64), hidden2 (43 of 64) and"
                                + " hidden3 (32 of 32) | step 25, everywhere since 100 | lower the learning rate, or warm it up |")
                .contains("| ✅ ok | <code>healthy-gelu</code> | Nothing wrong was found |  |  |");
    }

    @Test
    void layersAndFindingsOfRunsThatAreNotWellAreFoldedAway() {
        assertThat(DEMO.lines().filter(line -> line.startsWith("<details>"))).hasSize(5);
        assertThat(DEMO)
                .contains(
                        "| <code>hidden1</code> | <code>relu</code> | hidden | 64 | ❌ fail | 47 of 64 dead | 47 (73.4 %) | 73.4 % | – | 0.123 | 93.8 % | 0 |")
                .contains("- **fail** dead-units, <code>hidden1</code>: 47 of 64 units never fired");
    }

    @Test
    void everyRowOfATableHasAsManyCellsAsItsHead() {
        List<String> lines = DEMO.lines().toList();
        for (int i = 1; i < lines.size(); i++) {
            if (lines.get(i).startsWith("| ") && lines.get(i - 1).startsWith("|")) {
                assertThat(cells(lines.get(i))).as(lines.get(i)).isEqualTo(cells(lines.get(i - 1)));
            }
        }
    }

    private static long cells(String line) {
        return line.chars().filter(character -> character == '|').count();
    }

    @Test
    void namesThatLookLikeMarkupAreText() {
        String text = new MarkdownReport()
                .text(TestLog.log()
                        .run("a|b `c` <img src=x>")
                        .layer("<script>alert(1)</script>", 0, "relu")
                        .posts(300, 0f, 1f)
                        .diagnosed());

        assertThat(text)
                .contains("<code>a\\|b \\`c\\` &lt;img src=x&gt;</code>")
                .contains("<code>&lt;script&gt;alert(1)&lt;/script&gt;</code>")
                .doesNotContain("<script", "<img");
    }

    @Test
    void commentOfADeepNetworkHasRoomOnGitHub() {
        assertThat(new MarkdownReport().text(LargeReports.of(300, 3)))
                .hasSizeLessThan(65_536)
                .contains("| <code>\\*.mlp.act\\*</code> (300) |");
    }

    @Test
    void layersAreNamedByWhatTellsThemApart() {
        assertThat(new MarkdownReport().text(LargeReports.of(20, 3)))
                .contains("| <code>0.mlp.act1</code> |", "The layers are <code>blocks.\\*</code>.");
    }

    @Test
    void okLayersOfADeepRunHaveNoRow() {
        String text = new MarkdownReport().text(SickAmongHealthy.of(40, 17));

        assertThat(text.lines().filter(line -> line.startsWith("| <code>"))).hasSize(1);
        assertThat(text).contains("| <code>17</code> |", "39 layers that are ok have no row here.");
    }

    /** Layers 0, 2, 4 … of the report are one of the demo's layers, and the others another. */
    @Test
    void equalFindingsAreOneLine() {
        assertThat(new MarkdownReport()
                        .text(LargeReports.of(20, 3))
                        .lines()
                        .filter(line -> line.startsWith("- **fail** dead-units")))
                .hasSize(2)
                .allMatch(line -> line.contains(" and 7 more: "));
    }

    @Test
    void footSaysWhenAndHowItWasMadeAndWhatWasNotChecked() {
        Made made = Made.by(
                List.of("diagnose", "--output", "out", "my log"),
                Map.of("SOURCE_DATE_EPOCH", "1700000000"),
                Clock.systemUTC());

        assertThat(new MarkdownReport(made).text(DigitsLog.report()))
                .contains("Made 2023-11-14 22:13:20 UTC by Activations for Apache Spark")
                .contains("<code>activations diagnose --output out 'my log'</code>")
                .contains(
                        "Not checked: page checksums (the log is a dataset, not files); loss gradients (the log has no gradient)");
    }
}
