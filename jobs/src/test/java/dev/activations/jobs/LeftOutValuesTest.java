package dev.activations.jobs;

import static dev.activations.jobs.LogLines.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.activations.jobs.diagnosis.Figure;
import dev.activations.jobs.diagnosis.UnitVerdict;
import dev.activations.jobs.model.InputException;
import dev.activations.jobs.rules.Severity;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

/** What is masked or NULL is left out and counted, never taken for zero. */
class LeftOutValuesTest {

    @Test
    void maskedElementsAreLeftOutAndCounted() {
        Dataset<Row> log = LogLines.of(
                "mask ARRAY<BOOLEAN>",
                List.of(
                        row(0, 0, "'activation': 'relu', 'post': [0, 5], 'mask': [true, false]"),
                        row(0, 1, "'activation': 'relu', 'post': [1, 5], 'mask': [false, true]"),
                        row(0, 2, "'activation': 'relu', 'post': [3, 7]")));

        ReportedLayer layer = ReportedLayer.of(log);

        assertThat(layer.count(Figure.MASKED)).isEqualTo(2);
        assertThat(layer.count(Figure.VALUES)).isEqualTo(4);
        assertThat(layer.figure(Figure.ZERO_FRACTION)).hasValue(0);
        assertThat(layer.figure(Figure.MEAN)).hasValue(4);
    }

    @Test
    void maskedRowsAreNoSamples() {
        List<String> lines = new ArrayList<>();
        for (int sample = 0; sample < 400; sample++) {
            lines.add(row(0, sample, "'activation': 'relu', 'post': [0], 'mask': %s".formatted(sample >= 200)));
        }

        ReportedLayer layer = ReportedLayer.of(LogLines.of("mask BOOLEAN", lines));

        assertThat(layer.count(Figure.SAMPLES)).isEqualTo(200);
        assertThat(layer.count(Figure.MASKED)).isEqualTo(200);
        assertThat(layer.diagnosis().latest().verdicts()).containsExactly(UnitVerdict.INSUFFICIENT_DATA);
    }

    @Test
    void maskOfAnotherLengthIsRefused() {
        Dataset<Row> log =
                LogLines.of("mask ARRAY<BOOLEAN>", List.of(row(0, 0, "'post': [0, 5], 'mask': [true, false, false]")));

        assertThatThrownBy(() -> ReportedLayer.of(log))
                .isInstanceOf(InputException.class)
                .hasMessage("layer fc: a row at step 0 has a mask of 3 elements for 2 values");
    }

    @Test
    void nullElementsAreMissingAndNeverZero() {
        List<String> lines = new ArrayList<>();
        for (int sample = 0; sample < 300; sample++) {
            lines.add(row(0, sample, "'activation': 'relu', 'post': [null, %d]".formatted(sample % 2)));
        }

        ReportedLayer layer = ReportedLayer.of(LogLines.of("", lines));

        assertThat(layer.count(Figure.MISSING)).isEqualTo(300);
        assertThat(layer.figure(Figure.ZERO_FRACTION)).hasValue(0.5);
        assertThat(layer.diagnosis().latest().verdicts())
                .containsExactly(UnitVerdict.INSUFFICIENT_DATA, UnitVerdict.ALIVE);
        assertThat(layer.rules()).contains("missing-values");
    }

    @Test
    void fewMissingRowsAreWorthKnowingAndManyAWarning() {
        assertThat(severityOfMissing(1, 200)).isEqualTo(Severity.INFO);
        assertThat(severityOfMissing(3, 200)).isEqualTo(Severity.WARN);
    }

    private static Severity severityOfMissing(int missing, int rows) {
        List<String> lines = new ArrayList<>();
        for (int sample = 0; sample < rows; sample++) {
            lines.add(row(0, sample, "'activation': 'tanh', 'post': %s".formatted(sample < missing ? null : "[0.5]")));
        }
        ReportedLayer layer = ReportedLayer.of(LogLines.of("", lines));
        assertThat(layer.report().input().missingRows()).isEqualTo(missing);
        return layer.report().findings().stream()
                .filter(finding -> finding.rule().name().equals("missing-values"))
                .findFirst()
                .orElseThrow()
                .severity();
    }
}
