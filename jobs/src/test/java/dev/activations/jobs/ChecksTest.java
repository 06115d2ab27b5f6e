package dev.activations.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.activations.jobs.gates.CheckResult;
import dev.activations.jobs.gates.FailOn;
import dev.activations.jobs.gates.Outcome;
import dev.activations.jobs.model.Settings;
import dev.activations.jobs.model.StepWindow;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What checks come to on logs small enough to count by hand, and on the demo. */
class ChecksTest {

    /** Two of four units are dead in 300 samples, and the third fires in half of them. */
    private static TestLog twoOfFourDead() {
        return TestLog.log().posts(150, 0f, 0f, 1f, 1f).posts(150, 0f, 0f, 0f, 1f);
    }

    @Test
    void figureOfTheLatestStepIsCompared() {
        assertThat(lines(
                        twoOfFourDead(),
                        "dead_fraction < 0.5",
                        "dead_fraction <= 50 %",
                        "dead_units == 2",
                        "units != 4"))
                .containsExactly("fc 0.5 fail", "fc 0.5 pass", "fc 2.0 pass", "fc 4.0 fail");
    }

    @Test
    void resultsAreInTheOrderOfTheChecksThenOfRunAndDepth() {
        TestLog log = TestLog.log()
                .run("b")
                .layer("deep", 2, "relu")
                .posts(2, 1f)
                .layer("shallow", 1, "relu")
                .posts(2, 1f)
                .run("a")
                .posts(2, 1f);

        assertThat(results(log, "nan == 0", "s.*: mean > 1"))
                .extracting(result -> result.check() + " " + result.run().orElse("-") + " "
                        + result.layer().orElse("-") + " " + result.outcome())
                .containsExactly(
                        "nan == 0 a shallow pass",
                        "nan == 0 b shallow pass",
                        "nan == 0 b deep pass",
                        "s.*: mean > 1 a shallow fail",
                        "s.*: mean > 1 b shallow fail");
    }

    /** The samples 0 to 299 are the same at each step; the second unit fires at the first step only. */
    private static TestLog dyingUnit() {
        return TestLog.log()
                .at(0)
                .posts(300, 0f, 1f, 1f, 1f)
                .at(10)
                .posts(300, 0f, 0f, 1f, 1f)
                .at(20)
                .posts(300, 0f, 0f, 0f, 1f);
    }

    @Test
    void oneStepOrAllStepsCanBeAskedFor() {
        assertThat(lines(
                        dyingUnit(),
                        "dead_fraction == 0.75",
                        "dead_fraction == 0.5 at step 10",
                        "max(dead_fraction) over steps == 0.75",
                        "min(dead_fraction) over steps < 25 %",
                        "mean(dead_fraction) over steps == 0.5",
                        "max(still_dead_units) over steps == 2",
                        "revived_units == 0"))
                .containsExactly(
                        "fc 0.75 pass",
                        "fc 0.5 pass",
                        "fc 0.75 pass",
                        "fc 0.25 fail",
                        "fc 0.5 pass",
                        "fc 2.0 pass",
                        "fc 0.0 pass");
    }

    @Test
    void windowOfTheVerdictIsThatOfTheChecks() {
        Report report = ActivationDiagnostics.on(dyingUnit().rows())
                .withSettings(Settings.builder().window(StepWindow.ALL).build())
                .withCheck("dead_fraction == 0.25")
                .withCheck("still_dead_units == 0")
                .withCheck("still_dead_units == 2 at step 20")
                .run();

        assertThat(lines(report))
                .containsExactly(
                        "fc 0.25 pass",
                        "fc - undecided: steps that are judged together do not have it; 'at step N' asks for one of them",
                        "fc 2.0 pass");
    }

    @Test
    void absentStepIsUndecided() {
        assertThat(lines(dyingUnit(), "dead_fraction < 1 at step 15"))
                .containsExactly("fc - undecided: the log has no values of it at step 15");
    }

    /** Ten samples prove no unit dead, so two of the four may be, and are not counted. */
    @Test
    void unitsWithTooFewSamplesLeaveOpenWhatTheyCouldChange() {
        TestLog log = TestLog.log().posts(10, 0f, 0f, 1f, 1f);

        assertThat(lines(
                        log,
                        "dead_fraction < 0.4",
                        "dead_fraction <= 0.5",
                        "dead_fraction > 0.5",
                        "dead_units != 3",
                        "dead_units == 1",
                        "never_fired_units == 2",
                        "max(dead_units) over steps < 1"))
                .containsExactly(
                        "fc 0.0 undecided: 2 of 4 units have too few samples to tell: it may be up to 0.5",
                        "fc 0.0 pass",
                        "fc 0.0 fail",
                        "fc 0.0 pass",
                        "fc 0.0 undecided: 2 of 4 units have too few samples to tell: it may be up to 2",
                        "fc 2.0 pass",
                        "fc 0.0 undecided: at step 0 2 of 4 units have too few samples to tell: it may be up to 2");
    }

    @Test
    void stepThatBreaksTheLimitFailsWhateverAnotherLeavesOpen() {
        TestLog log = TestLog.log().at(0).posts(10, 0f, 0f, 1f).at(1).posts(300, 0f, 1f, 1f);

        assertThat(lines(
                        log,
                        "max(dead_units) over steps < 1",
                        "max(dead_units) over steps < 2",
                        "mean(dead_units) over steps > 2"))
                .containsExactly(
                        "fc 1.0 fail",
                        "fc 1.0 undecided: at step 0 2 of 3 units have too few samples to tell: it may be up to 2",
                        "fc 0.5 fail");
    }

    @Test
    void layersOfAnotherKindAreNotCovered() {
        TestLog log = TestLog.log()
                .layer("relu", 0, "relu")
                .posts(2, 1f, 2f)
                .layer("tanh", 1, "tanh")
                .posts(2, 0.5f, 0.25f)
                .layer("norm", 2, "nn.BatchNorm1d(2)")
                .posts(2, 0.5f, 0.25f)
                .layer("probabilities", 3, "softmax")
                .posts(2, 0.5f, 0.5f);

        assertThat(lines(log, "dead_fraction < 0.1", "entropy_mean > 0.9", "signal_spread >= 0", "units == 2"))
                .containsExactly(
                        "relu 0.0 pass",
                        "probabilities 1.0 pass",
                        "tanh 0.0 pass",
                        "relu 2.0 pass",
                        "tanh 2.0 pass",
                        "norm 2.0 pass",
                        "probabilities 2.0 pass");
    }

    @Test
    void layerWithoutADeclaredActivationIsUndecidedUnlessItSaysThatItHasNone() {
        TestLog log = TestLog.log()
                .layer("a", 0, null)
                .posts(2, 1f)
                .layer("b", 1, "relu")
                .posts(2, 1f);

        assertThat(lines(log, "dead_fraction < 0.1"))
                .containsExactly(
                        "a - undecided: no activation is declared; declare one with --activation", "b 0.0 pass");
        Report declared = ActivationDiagnostics.on(log.rows())
                .withActivation("a", "none")
                .withCheck("dead_fraction < 0.1")
                .run();
        assertThat(lines(declared)).containsExactly("b 0.0 pass");
    }

    @Test
    void figureThatTheLogDoesNotDetermineIsUndecided() {
        TestLog log = TestLog.log().layer("fc", 0, "gelu").posts(2, Float.NaN);

        assertThat(lines(log, "mean < 1", "gradient_norm > 0", "max(mean) over steps < 1"))
                .containsExactly(
                        "fc - undecided: no value is finite",
                        "fc - undecided: the log has no gradient of this layer",
                        "fc - undecided: at step 0 no value is finite");
    }

    @Test
    void layerWithoutValuesIsUndecided() {
        TestLog log = TestLog.log()
                .layer("lost", 0, "relu")
                .row(null, null)
                .layer("fc", 1, "relu")
                .posts(2, 1f);

        assertThat(lines(log, "dead_fraction < 0.1", "lost: entropy_mean > 0"))
                .containsExactly(
                        "fc 0.0 pass",
                        "lost - undecided: none of its rows has values",
                        "- - undecided: no layer that matches lost has entropy_mean: only softmax kinds have it");
    }

    @Test
    void checkThatCoversNoLayerIsUndecided() {
        TestLog log = TestLog.log().layer("fc", 0, "tanh").posts(2, 0.5f);

        Report report = checked(log, "dead_fraction < 0.1", "conv.*: mean < 1");

        assertThat(lines(report))
                .containsExactly(
                        "- - undecided: no layer has dead_fraction: units of tanh are never off",
                        "- - undecided: no layer of the log matches conv.*; it has fc");
        assertThat(report.exitStatus(FailOn.NEVER)).isEqualTo(Report.NOT_ENOUGH_DATA);
    }

    @Test
    void exitStatusIsThatOfTheWorstCheck() {
        assertThat(checked(twoOfFourDead(), "dead_fraction < 1").exitStatus(FailOn.NEVER))
                .isZero();
        assertThat(checked(twoOfFourDead(), "dead_fraction < 1", "x: nan == 0").exitStatus(FailOn.NEVER))
                .isEqualTo(3);
        assertThat(checked(twoOfFourDead(), "x: nan == 0", "dead_fraction < 0.1")
                        .exitStatus(FailOn.NEVER))
                .isEqualTo(1);
    }

    /** The demo's training at a high learning rate kills 47 of 64 units of its first layer. */
    @Test
    void demoFailsWhereItsUnitsDied() {
        Report report = ActivationDiagnostics.on(DigitsLog.rows())
                .withCheck("dead_fraction < 0.2")
                .run();

        assertThat(report.gates().checks())
                .filteredOn(result -> result.outcome() == Outcome.FAIL)
                .extracting(result ->
                        result.run().orElseThrow() + "/" + result.layer().orElseThrow())
                .contains("high-lr-relu/hidden1", "high-lr-relu/hidden3")
                .noneMatch(place -> place.startsWith("healthy"));
        assertThat(report.gates().checks())
                .filteredOn(result -> result.run().equals(java.util.Optional.of("high-lr-relu"))
                        && result.layer().equals(java.util.Optional.of("hidden1")))
                .singleElement()
                .satisfies(result -> assertThat(result.value()).hasValue(47 / 64.0));
        assertThat(report.gates().checks())
                .noneMatch(result -> result.layer().equals(java.util.Optional.of("softmax")));
    }

    private static Report checked(TestLog log, String... checks) {
        ActivationDiagnostics diagnostics = ActivationDiagnostics.on(log.rows());
        Arrays.stream(checks).forEach(diagnostics::withCheck);
        return diagnostics.run();
    }

    private static List<CheckResult> results(TestLog log, String... checks) {
        return checked(log, checks).gates().checks();
    }

    private static List<String> lines(TestLog log, String... checks) {
        return lines(checked(log, checks));
    }

    private static List<String> lines(Report report) {
        return report.gates().checks().stream()
                .map(result -> result.layer().orElse("-") + " "
                        + (result.value().isPresent() ? result.value().getAsDouble() : "-") + " " + result.outcome()
                        + (result.reason().isEmpty() ? "" : ": " + result.reason()))
                .collect(Collectors.toList());
    }
}
