package dev.activations.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.activations.jobs.diagnosis.Figure;
import dev.activations.jobs.gates.FailOn;
import dev.activations.jobs.log.layout.LogColumn;
import dev.activations.jobs.log.source.LogSource;
import dev.activations.jobs.model.Role;
import dev.activations.jobs.model.Settings;
import dev.activations.jobs.model.StepWindow;
import dev.activations.jobs.report.ConsoleReport;
import dev.activations.jobs.report.ConsoleStyle;
import dev.activations.jobs.rules.Finding;
import dev.activations.jobs.rules.LayerVerdict;
import dev.activations.jobs.rules.Suggestion;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is said of logs that people went wrong with; that the numbers agree with the reference is in ReferenceTest. */
class CasesTest {

    private static Report report(String file) {
        return report(file, diagnostics -> diagnostics);
    }

    private static Report report(String file, UnaryOperator<ActivationDiagnostics> with) {
        LogSource log = LogSource.open(
                Sessions.shared(),
                List.of("src/test/resources/cases/" + file),
                LogSource.AUTO,
                LogColumn.types(Map.of())::apply);
        return with.apply(ActivationDiagnostics.on(log.rows())).run();
    }

    private static String console(Report report) {
        return ConsoleReport.write(report, new ConsoleStyle(false, 1000));
    }

    private static Finding the(Report report, String rule) {
        return report.findings().stream()
                .filter(finding -> finding.rule().name().equals(rule))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> rules(Report report) {
        return report.findings().stream()
                .map(finding -> finding.severity() + " " + finding.rule().name() + " "
                        + finding.subject().name())
                .toList();
    }

    private static String texts(Finding finding) {
        return finding.suggestions().stream().map(Suggestion::text).collect(Collectors.joining("; "));
    }

    @Test
    void loggedGradientsAreJudged() {
        assertThat(rules(report("01-gradients.jsonl.gz")))
                .containsExactlyInAnyOrder(
                        "fail zero-gradient zero", "fail non-finite-gradient nan", "fail gradient-scale huge");
    }

    @Test
    void unitsThatAreWhollyOffAreCountedThoughTheyAreTooFewForAFinding() {
        Report report = report("02-gelu-off.jsonl.gz");

        assertThat(report.runs()
                        .get(0)
                        .layers()
                        .get(0)
                        .diagnosis()
                        .latest()
                        .figures()
                        .count(Figure.STUCK_UNITS))
                .isEqualTo(2);
        assertThat(report.findings()).isEmpty();
    }

    @Test
    void secondHeadIsNoAlarmOnceItsRoleIsDeclared() {
        Report declared = report("06-two-heads.jsonl", d -> d.withRole("head_.*", Role.OUTPUT));

        assertThat(rules(report("06-two-heads.jsonl"))).contains("fail saturation head_box");
        assertThat(texts(the(report("06-two-heads.jsonl"), "saturation"))).contains("--role LAYER=output");
        assertThat(declared.findings()).isEmpty();
        assertThat(report("two-output-heads-fail.jsonl.gz", d -> d.withRole("sig", Role.OUTPUT))
                        .findings())
                .isEmpty();
        assertThat(report("two-output-heads-fail.jsonl.gz").exitStatus(FailOn.FAIL))
                .isEqualTo(Report.OK);
    }

    @Test
    void sparseUnitsGetNoAdviceToBeSparse() {
        Finding finding = the(report("10-sparse-alive.jsonl.gz"), "vanishing-gradient");

        assertThat(finding.evidence()).startsWith("only 2 % of the values pass a gradient");
        assertThat(texts(finding)).doesNotContain("use ReLU").contains("--role LAYER=features");
        assertThat(report("10-sparse-alive.jsonl.gz", d -> d.withRole(".*", Role.FEATURES))
                        .findings())
                .isEmpty();
    }

    @Test
    void unitWithoutValuesIsReportedAsSuch() {
        assertThat(the(report("11-null-unit.jsonl.gz"), "not-enough-data").evidence())
                .isEqualTo("1 of 2 units have no values, or too few, that are neither NULL nor masked");
    }

    @Test
    void windowSaysOneNumberInAllPlaces() {
        Report report = report(
                "17-window-all.jsonl.gz",
                d -> d.withSettings(Settings.builder().window(StepWindow.ALL).build()));

        assertThat(console(report)).contains("judged at steps 0 to 19 on 320 samples");
        assertThat(report.runs().get(0).layers().get(0).judged().figures().count(Figure.DEAD_UNITS))
                .as("too few units for a finding")
                .isEqualTo(1);
    }

    @Test
    void headThatLooksAtOnePlaceIsReported() {
        assertThat(the(report("19-one-head-collapsed.jsonl"), "collapsed-heads").evidence())
                .isEqualTo("1 of 4 heads have a mean entropy below a tenth of its maximum, the lowest head 3 with 0 %");
        assertThat(console(report("one-attention-head-collapsed.jsonl.gz")))
                .contains("note collapsed-heads: b.0.a.softmax: 1 of 4 heads");
    }

    @Test
    void routerThatUsesFewExpertsIsNotQuiet() {
        Report router = report("20-moe-router.jsonl", d -> d.withRole("gate", Role.ROUTER));

        assertThat(rules(router)).contains("info not-enough-data gate");
        assertThat(the(router, "not-enough-data").evidence())
                .isEqualTo("7 of 8 classes won no row, but 20 samples cannot tell unused classes from rare ones");
        assertThat(router.exitStatus(FailOn.FAIL)).isEqualTo(Report.NOT_ENOUGH_DATA);
    }

    @Test
    void layersOfModulesThatAreNoActivationsAreNotJudged() {
        Report report = report("22-leaf-modules.jsonl");

        assertThat(report.runs().get(0).layersNotJudged()).isPositive();
        assertThat(console(report)).contains("not judged");
    }

    @Test
    void valuesBeyondHalfPrecisionAreReported() {
        assertThat(the(report("25-exploding.jsonl"), "low-fp16-headroom").evidence())
                .matches("the largest value is [\\d.]+e\\+07 times more than half precision holds");
    }

    @ParameterizedTest
    @ValueSource(strings = {"pool-mask.jsonl", "pool-miss.jsonl"})
    void samplesWithoutAnyUsableValueProveNothing(String file) {
        Report report = report(
                file,
                d -> d.withSettings(Settings.builder().window(StepWindow.ALL).build()));

        assertThat(the(report, "not-enough-data").verdict()).isEqualTo(LayerVerdict.INSUFFICIENT_DATA);
        assertThat(rules(report)).doesNotContain("fail dead-units h", "warn dead-units h");
        assertThat(report.runs()
                        .get(0)
                        .layers()
                        .get(0)
                        .diagnosis()
                        .overall()
                        .figures()
                        .count(Figure.SAMPLES))
                .isEqualTo(150);
    }

    @Test
    void duplicateSamplesAreOneSample() {
        Report report = report("dupmiss.jsonl");

        assertThat(report.runs()
                        .get(0)
                        .layers()
                        .get(0)
                        .diagnosis()
                        .latest()
                        .figures()
                        .count(Figure.SAMPLES))
                .isEqualTo(150);
        assertThat(report.runs()
                        .get(0)
                        .layers()
                        .get(0)
                        .diagnosis()
                        .latest()
                        .figures()
                        .count(Figure.DEAD_UNITS))
                .isZero();
    }

    @Test
    void tooSmallInitialisationGetsOnlyTheAdviceToEnlargeIt() {
        Report report = report("init-too-small-tanh.jsonl.gz");
        String all = report.findings().stream().map(CasesTest::texts).collect(Collectors.joining("; "));

        assertThat(all).contains("use a larger initialisation").doesNotContain("smaller initialisation");
    }

    @Test
    void healthyGateIsNoAlarm() {
        assertThat(report(
                                "se-block-fail.jsonl.gz",
                                d -> d.withSettings(
                                        Settings.builder().assumesOutput(false).build()))
                        .findings())
                .noneMatch(finding -> finding.rule().name().equals("dead-units"));
        assertThat(report("se-block-fail.jsonl.gz", d -> d.withRole("gate", Role.GATE))
                        .findings())
                .isEmpty();
    }

    @Test
    void logOfOneLateStepDoesNotSayThatUnitsWereDeadFromTheFirst() {
        Finding finding = the(report("n-sae-dead-n1000.jsonl.gz"), "dead-units");

        assertThat(finding.evidence()).contains("since step 1,500 or before");
        assertThat(finding.suggestions().get(0).text()).isEqualTo("record earlier steps, including step 0");
        assertThat(finding.suggestions().get(0).because()).isEqualTo("the first recorded step is 1,500 of 1,500");
    }

    @Test
    void logWithoutActivationsIsNotJudgedAndSaysWhatToType() {
        Report report =
                TestLog.log().layer("fc1", 0, null).posts(100, 0f, 2f, 0f, 1f).diagnosed();
        String text = console(report);

        assertThat(report.exitStatus(FailOn.FAIL)).isEqualTo(Report.NOT_ENOUGH_DATA);
        assertThat(text)
                .contains("1 run: 1 not judged")
                .contains("NOT JUDGED")
                .contains("fc1 looks like relu: none of 400 values is negative and 50 % are exactly 0")
                .contains("say --activation 'fc1=relu'")
                .doesNotContain("Nothing to do");
    }

    @Test
    void runThatCouldNotBeJudgedAmongOthersIsReported() {
        Report report = TestLog.log()
                .run("a")
                .posts(20, 0f, 1f)
                .posts(20, 1f, 0f)
                .run("b")
                .layer("fc", 0, null)
                .posts(20, -3f, 4f)
                .diagnosed();

        assertThat(report.exitStatus(FailOn.FAIL)).isEqualTo(Report.NOT_ENOUGH_DATA);
        assertThat(console(report)).contains("2 runs: 1 not judged, 1 ok").doesNotContain("Nothing to do");
    }

    @Test
    void partOfARunThatWasNotJudgedIsCountedAndDecidesNothing() {
        Report report = TestLog.log()
                .posts(20, 0f, 1f)
                .posts(20, 1f, 0f)
                .layer("norm", 1, null)
                .posts(20, -3f, 4f)
                .diagnosed();

        assertThat(report.exitStatus(FailOn.FAIL)).isEqualTo(Report.OK);
        assertThat(console(report))
                .contains("2 layers (1 not judged: no activation is declared)")
                .contains("Nothing to do about the layers that were judged");
    }

    @Test
    void logWithoutStepsCannotTellSinceWhen() {
        String rows =
                "SELECT 'fc' AS layer, 'relu' AS activation, id AS sample, array(0D, 0D, 0D) AS post FROM range(300)";
        Finding finding =
                the(ActivationDiagnostics.on(Sessions.shared().sql(rows)).run(), "dead-units");

        assertThat(finding.evidence()).endsWith("; the log has no steps, so it cannot tell since when");
        assertThat(finding.numbers()).containsEntry("cause", "late-log");
        assertThat(finding.suggestions().get(0).because()).isEqualTo("the log has no steps");
    }

    @Test
    void roleOfTheLogGivesWayToTheOption() {
        String lines = "'activation': 'tanh', 'role': 'output', 'post': [%s]";
        var log = LogLines.of(
                "role STRING",
                java.util.stream.IntStream.range(0, 20)
                        .mapToObj(s -> LogLines.row(0, s, lines.formatted(s % 2 == 0 ? 0.99 : -0.99)))
                        .toList());

        assertThat(rules(ActivationDiagnostics.on(log).run())).isEmpty();
        assertThat(rules(ActivationDiagnostics.on(log)
                        .withRole(".*", Role.HIDDEN)
                        .run()))
                .contains("fail saturation fc");
    }
}
