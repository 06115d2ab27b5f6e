package dev.activations.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.activations.jobs.diagnosis.Figure;
import dev.activations.jobs.diagnosis.LayerDiagnosis;
import dev.activations.jobs.gates.FailOn;
import dev.activations.jobs.gates.Gates;
import dev.activations.jobs.rules.LayerReport;
import dev.activations.jobs.rules.LayerVerdict;
import dev.activations.jobs.rules.RunReport;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The first 200 samples of a real log prove no unit dead, and the report says how many more would. */
class TooFewSamplesTest {

    private static Report report;

    @BeforeAll
    static void diagnoseTheFirst200Samples() {
        report =
                ActivationDiagnostics.on(DigitsLog.rows().where("sample < 200")).run();
    }

    @Test
    void nothingIsDead() {
        assertThat(layers(report)).allSatisfy(layer -> {
            assertThat(layer.steps()).allSatisfy(step -> {
                assertThat(step.figures().count(Figure.SAMPLES)).isEqualTo(200);
                assertThat(step.figures().count(Figure.DEAD_UNITS)).isZero();
            });
            assertThat(layer.diedAtStep()).isEmpty();
            assertThat(layer.revivedUnits()).isZero();
        });
        assertThat(report.findings())
                .extracting(finding -> finding.rule().name())
                .doesNotContain("dead-units", "revived-units");
    }

    @Test
    void silentUnitsAreUndecidedAndTheirLayersHaveTooLittleData() {
        assertThat(layers(report).stream()
                        .mapToLong(layer -> layer.latest().figures().count(Figure.INSUFFICIENT_UNITS))
                        .sum())
                .isGreaterThan(200);
        assertThat(namesWithFinding("not-enough-data"))
                .contains("high-lr-relu/hidden1", "high-lr-relu/hidden3", "negative-bias-relu/hidden2");
        assertThat(report.runs().stream()
                        .filter(run -> run.run().equals("high-lr-relu"))
                        .flatMap(run -> run.layers().stream())
                        .map(LayerReport::verdict))
                .contains(LayerVerdict.INSUFFICIENT_DATA);
    }

    @Test
    void ninetyNineSamplesAreStillMissing() {
        assertThat(report.findings())
                .filteredOn(finding -> finding.rule().name().equals("not-enough-data"))
                .isNotEmpty()
                .allSatisfy(finding -> assertThat(finding.suggestions())
                        .singleElement()
                        .satisfies(s -> assertThat(s.text()).isEqualTo("log 99 more samples")));
    }

    @Test
    void statusIsThatOfTheFailuresThatNeedFewerSamples() {
        assertThat(report.exitStatus(FailOn.FAIL)).isEqualTo(1);
        assertThat(only("high-lr-relu", "healthy-relu").exitStatus(FailOn.FAIL)).isEqualTo(3);
        assertThat(only("healthy-relu", "healthy-gelu").exitStatus(FailOn.FAIL)).isZero();
        assertThat(report.exitStatus(FailOn.NEVER)).isZero();
    }

    private static Report only(String... runs) {
        List<RunReport> chosen = report.runs().stream()
                .filter(run -> Set.of(runs).contains(run.run()))
                .toList();
        assertThat(chosen).hasSameSizeAs(runs);
        return new Report(report.input(), report.settings(), report.activations(), report.roles(), chosen, Gates.NONE);
    }

    private static List<LayerDiagnosis> layers(Report report) {
        return report.runs().stream()
                .flatMap(run -> run.layers().stream())
                .map(LayerReport::diagnosis)
                .toList();
    }

    private static Set<String> namesWithFinding(String rule) {
        Set<String> names = new TreeSet<>();
        report.findings().stream()
                .filter(finding -> finding.rule().name().equals(rule))
                .forEach(finding -> names.add(finding.subject().run().orElse("") + "/"
                        + finding.subject().name()));
        return names;
    }
}
