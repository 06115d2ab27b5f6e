package dev.activations.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.activations.jobs.gates.CheckResult;
import dev.activations.jobs.gates.Gates;
import dev.activations.jobs.gates.Outcome;
import dev.activations.jobs.report.ConsoleReport;
import dev.activations.jobs.report.ConsoleStyle;
import dev.activations.jobs.report.JsonReport;
import dev.activations.jobs.report.MarkdownReport;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What checks came to, on the console, in report.md and in report.json. */
class CheckReportsTest {

    private static Report report;

    @BeforeAll
    static void check() {
        report = ActivationDiagnostics.on(TestLog.log()
                        .run("a")
                        .layer("fc|1", 0, "relu")
                        .posts(300, 0f, 1f, 1f)
                        .layer("fc2", 1, "relu")
                        .posts(10, 0f, 1f, 1f)
                        .rows())
                .withCheck("nan == 0")
                .withCheck("dead_fraction < 0.3")
                .withCheck("conv.*: mean > 0")
                .run();
    }

    @Test
    void consoleNamesTheLayersThatDoNotPassWithTheirNumbers() {
        assertThat(block(report, false))
                .isEqualTo(
                        """
                Checks: 1 failed, 1 undecided, 1 passed
                  fail dead_fraction < 0.3: fc|1 of run a has 0.333333
                  undecided dead_fraction < 0.3: fc2 of run a has 0, but 1 of 3 units has too few samples to tell: it may be up to 0.333
                  undecided conv.*: mean > 0: no layer of the log matches conv.*; it has fc2, fc|1
                """);
    }

    @Test
    void consoleNamesPassedLayersOnlyWhereEverythingIsShown() {
        assertThat(block(report, true))
                .startsWith(block(report, false))
                .endsWith("  pass nan == 0: fc|1 of run a has 0\n  pass nan == 0: fc2 of run a has 0\n");
    }

    @Test
    void consoleHasAFewLayersOfMany() {
        String block = block(withManyFailed(report), false);

        assertThat(block.lines()).hasSize(5).last().isEqualTo("  fail mean < 1: 97 more layers: --full");
        assertThat(block(withManyFailed(report), true).lines()).hasSize(101);
    }

    @Test
    void consoleSaysNothingOfChecksWhereThereAreNone() {
        assertThat(ConsoleReport.write(with(report, Gates.NONE), new ConsoleStyle(false, 120)))
                .doesNotContain("Checks");
    }

    @Test
    void markdownHasARowForEachLayerThatDoesNotPass() {
        assertThat(new MarkdownReport().text(report))
                .contains(
                        """
                **Checks**: 1 failed, 1 undecided, 1 passed

                | | check | where | value | why |
                |---|---|---|---:|---|
                | ❌ fail | <code>dead\\_fraction &lt; 0.3</code> | <code>fc\\|1</code> of <code>a</code> | 0.333333 |  |
                | ❔ undecided | <code>dead\\_fraction &lt; 0.3</code> | <code>fc2</code> of <code>a</code> | 0 | 1 of 3 units has too few samples to tell: it may be up to 0.333 |
                | ❔ undecided | <code>conv.\\*: mean &gt; 0</code> |  |  | no layer of the log matches conv.\\*; it has fc2, fc\\|1 |
                | ✅ pass | <code>nan == 0</code> | 2 layers |  |  |
                """);
        assertThat(new MarkdownReport().text(withManyFailed(report)))
                .contains("60 more layers are in report.json")
                .hasSizeLessThan(65_536);
    }

    @Test
    void jsonHasEveryResult() throws IOException {
        JsonNode checks =
                new ObjectMapper().readTree(new JsonReport().text(report)).get("checks");

        assertThat(checks).hasSize(5);
        assertThat(checks.get(3).toString())
                .isEqualTo("{\"check\":\"dead_fraction < 0.3\",\"run\":\"a\",\"layer\":\"fc2\",\"value\":0.0,"
                        + "\"outcome\":\"undecided\",\"reason\":\"1 of 3 units has too few samples to tell: it may be up to"
                        + " 0.333\"}");
        assertThat(checks.get(4).get("layer").isNull()).isTrue();
    }

    private static String block(Report report, boolean full) {
        String console = ConsoleReport.write(report, new ConsoleStyle(false, 120, full));
        return console.replaceAll("(?s).*\n(Checks: .*?\n)\n.*", "$1");
    }

    private static Report withManyFailed(Report report) {
        return with(
                report,
                new Gates(IntStream.range(0, 100)
                        .mapToObj(i -> new CheckResult(
                                "mean < 1",
                                Optional.of(""),
                                Optional.of("layer" + i),
                                OptionalDouble.of(i + 1.5),
                                Outcome.FAIL,
                                ""))
                        .toList()));
    }

    private static Report with(Report report, Gates gates) {
        return new Report(
                report.input(), report.settings(), report.activations(), report.roles(), report.runs(), gates);
    }
}
