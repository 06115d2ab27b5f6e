package dev.activations.jobs;

import static dev.activations.jobs.LogLines.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.activations.jobs.diagnosis.Figure;
import dev.activations.jobs.diagnosis.UnitVerdict;
import dev.activations.jobs.model.InputException;
import dev.activations.jobs.model.Role;
import dev.activations.jobs.report.ConsoleReport;
import dev.activations.jobs.report.ConsoleStyle;
import dev.activations.jobs.rules.Finding;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

/** What the rows themselves give away: duplicates, absent layers, outputs that contradict inputs, lost gradients. */
class RowsOfTheLogTest {

    private static List<String> silentSamples(int samples) {
        List<String> lines = new ArrayList<>();
        for (int sample = 0; sample < samples; sample++) {
            lines.add(row(0, sample, "'activation': 'relu', 'post': [0, 1]"));
        }
        return lines;
    }

    @Test
    void duplicateRowsProveNoMoreThanSingleOnes() {
        List<String> lines = silentSamples(200);
        lines.addAll(silentSamples(200));

        ReportedLayer layer = ReportedLayer.of(LogLines.of("", lines));

        assertThat(layer.count(Figure.SAMPLES)).isEqualTo(200);
        assertThat(layer.diagnosis().latest().verdicts())
                .containsExactly(UnitVerdict.INSUFFICIENT_DATA, UnitVerdict.CONSTANT);
        assertThat(finding(layer, "duplicate-rows").numbers()).containsEntry("rows", 200L);
    }

    @Test
    void rowsThatOccurOnceAreNoFinding() {
        assertThat(ReportedLayer.of(LogLines.of("", silentSamples(200))).rules())
                .doesNotContain("duplicate-rows");
    }

    @Test
    void layerWithoutRowsAtAStepIsFound() {
        TestLog log = TestLog.log();
        log.layer("a", 0, "relu").at(0).posts(20, 1f, 2f).at(1).posts(20, 1f, 2f);
        log.layer("b", 1, "relu").at(0).posts(20, 1f, 2f);

        assertThat(log.diagnosed().findings())
                .filteredOn(finding -> finding.rule().name().equals("missing-layer"))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.subject().name()).isEqualTo("b");
                    assertThat(finding.step()).isEqualTo(1);
                });
    }

    @Test
    void outputsThatAreNotTheActivationOfTheirInputsAreFound() {
        assertThat(rulesOf("[-1, 2]", "[0, 2]")).doesNotContain("activation-mismatch");
        assertThat(rulesOf("[-1, 2]", "[0, 1.5]")).contains("activation-mismatch");
    }

    private static List<String> rulesOf(String pre, String post) {
        List<String> lines = new ArrayList<>();
        for (int sample = 0; sample < 20; sample++) {
            lines.add(row(0, sample, "'activation': 'relu', 'pre': %s, 'post': %s".formatted(pre, post)));
        }
        return ReportedLayer.of(LogLines.of("", lines)).rules();
    }

    @Test
    void gatedLinearUnitIsTwiceAsWideBeforeAsAfter() {
        ReportedLayer layer = ReportedLayer.of(
                LogLines.of("", List.of(row(0, 0, "'activation': 'glu', 'pre': [1, 2, 0, 0], 'post': [0.5, 1]"))));

        assertThat(layer.diagnosis().units()).isEqualTo(2);
        assertThat(layer.figure(Figure.MEAN)).hasValue(0.75);
        assertThat(layer.figure(Figure.DEAD_UNITS)).isEmpty();
    }

    @Test
    void lossIsNoActivationOfALayer() {
        Dataset<Row> log = LogLines.of("", List.of(row(0, 0, "'activation': 'mse_loss', 'post': [1]")));

        assertThat(ReportedLayer.of(log).rules()).contains("no-activation");
    }

    @Test
    void unitsDeadAtAnUpperClampGetTheAdviceAgainstSaturation() {
        List<String> lines = new ArrayList<>();
        for (int sample = 0; sample < 300; sample++) {
            lines.add(row(0, sample, "'activation': 'relu6', 'post': [6, 6, 6, %d]".formatted(sample % 5)));
        }

        assertThat(finding(ReportedLayer.of(LogLines.of("", lines)), "dead-units")
                        .suggestions()
                        .get(1)
                        .text())
                .isEqualTo("use a smaller initialisation (He or Glorot)");
    }

    @Test
    void optionsAboutLayersThatTheLogDoesNotHaveAreRefused() {
        Dataset<Row> log = LogLines.of("", silentSamples(1));

        assertThatThrownBy(() -> ActivationDiagnostics.on(log)
                        .withActivation("conv.*", "relu")
                        .run())
                .isInstanceOf(InputException.class)
                .hasMessage("no layer of the log matches conv.*; it has fc");
        assertThatThrownBy(() -> ActivationDiagnostics.on(log)
                        .withRole("fcc", Role.OUTPUT)
                        .run())
                .isInstanceOf(InputException.class)
                .hasMessage("no layer of the log matches fcc; it has fc");
    }

    @Test
    void depthThatTheLogDoesNotSayIsNoted() {
        assertThat(ReportedLayer.of(LogLines.of("", silentSamples(1)))
                        .report()
                        .runs()
                        .get(0)
                        .layers()
                        .get(0)
                        .notes())
                .contains("the log has no depth: layers are taken in the natural order of their names");
    }

    @Test
    void commandsToATerminalInALayersNameAreNotPrinted() {
        Dataset<Row> log = LogLines.of("", List.of(row(0, 0, "'post': [1]").replace("fc", "\\u001b[31mfc")));

        Report report = ActivationDiagnostics.on(log).run();

        assertThat(ConsoleReport.write(report, new ConsoleStyle(false, 100)))
                .contains("[31mfc")
                .doesNotContain("\033");
    }

    @Test
    void lossGradientsAreComparedWithTheFirstLayers() {
        Dataset<Row> log = LogLines.of(
                "gradient ARRAY<DOUBLE>",
                List.of(
                        row(0, 0, "'activation': 'tanh', 'post': [0.1, 0.2], 'gradient': [4, 0]"),
                        row(0, 1, "'activation': 'tanh', 'post': [0.1, 0.2], 'gradient': [-2, 0]"),
                        row(0, 0, "'activation': 'tanh', 'post': [0.1], 'gradient': [0.5]")
                                .replace("fc", "out")));

        Report report = ActivationDiagnostics.on(log).run();

        var first = report.runs().get(0).layers().get(0).diagnosis().latest().figures();
        assertThat(first.get(Figure.GRADIENT_MEAN_ABSOLUTE)).hasValue(1.5);
        assertThat(first.count(Figure.GRADIENT_ZERO_UNITS)).isEqualTo(1);
        assertThat(first.get(Figure.GRADIENT_RATIO_TO_FIRST)).hasValue(1);
        var second = report.runs().get(0).layers().get(1).diagnosis().latest().figures();
        assertThat(second.get(Figure.GRADIENT_RATIO_TO_FIRST).orElseThrow()).isCloseTo(1 / 3.0, within(1e-15));
    }

    private static Finding finding(ReportedLayer layer, String rule) {
        return layer.report().findings().stream()
                .filter(finding -> finding.rule().name().equals(rule))
                .findFirst()
                .orElseThrow();
    }
}
