package dev.activations.jobs;

import static dev.activations.jobs.LogLines.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.activations.jobs.diagnosis.Figure;
import dev.activations.jobs.diagnosis.UnitVerdict;
import dev.activations.jobs.model.InputException;
import dev.activations.jobs.model.Settings;
import dev.activations.jobs.model.Units;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

/** Where a sample has many positions, its channels are the units, and the sample stays one observation. */
class ChannelsAndTokensTest {

    /** Two channels of 2 × 2: the first fires at one position of every sample, the second nowhere. */
    private static Dataset<Row> images(int samples) {
        return LogLines.of(
                "shape ARRAY<INT>",
                IntStream.range(0, samples)
                        .mapToObj(sample -> row(
                                0,
                                sample,
                                "'activation': 'relu', 'shape': [2, 2, 2], 'post': [0, 1, 0, 0, 0, 0, 0, 0]"))
                        .toList());
    }

    @Test
    void channelThatFiresAtOnePositionOfASampleFired() {
        ReportedLayer layer = ReportedLayer.of(images(300));

        assertThat(layer.diagnosis().units()).isEqualTo(2);
        assertThat(layer.diagnosis().latest().verdicts()).containsExactly(UnitVerdict.ALIVE, UnitVerdict.DEAD);
        assertThat(layer.count(Figure.SAMPLES)).isEqualTo(300);
        assertThat(layer.count(Figure.VALUES)).isEqualTo(2400);
    }

    @Test
    void positionsAreNoSamples() {
        ReportedLayer layer = ReportedLayer.of(images(75)); // 300 positions of the second channel, but 75 samples

        assertThat(layer.diagnosis().latest().verdicts())
                .containsExactly(UnitVerdict.ALIVE, UnitVerdict.INSUFFICIENT_DATA);
    }

    @Test
    void everyElementIsAUnitIfAskedFor() {
        ReportedLayer layer = ReportedLayer.of(
                images(300), Settings.builder().units(new Units(true, 0)).build());

        assertThat(layer.diagnosis().units()).isEqualTo(8);
        assertThat(layer.count(Figure.DEAD_UNITS)).isEqualTo(7);
    }

    @Test
    void channelsMayLieOnTheLastAxis() {
        Dataset<Row> tokens = LogLines.of(
                "shape ARRAY<INT>",
                IntStream.range(0, 300)
                        .mapToObj(sample ->
                                row(0, sample, "'activation': 'relu', 'shape': [2, 3], 'post': [1, 0, 0, 1, 0, 2]"))
                        .toList());

        ReportedLayer layer = ReportedLayer.of(
                tokens, Settings.builder().units(new Units(false, 1)).build());

        assertThat(layer.diagnosis().latest().verdicts())
                .containsExactly(UnitVerdict.CONSTANT, UnitVerdict.DEAD, UnitVerdict.ALIVE);
    }

    @Test
    void axisOutsideTheShapeIsRefused() {
        assertThatThrownBy(() -> ReportedLayer.of(
                        images(1), Settings.builder().units(new Units(false, 3)).build()))
                .isInstanceOf(InputException.class)
                .hasMessage(
                        "--channel-axis 3 is outside the shape [2, 2, 2] of layer fc; its axes count from 0, or from the end with -1,"
                                + " and --channel-axis 'LAYERS=AXIS' is for some layers alone");
    }

    @Test
    void shapeWhoseProductIsNotTheWidthIsRefused() {
        Dataset<Row> log = LogLines.of("shape ARRAY<INT>", List.of(row(0, 0, "'shape': [2, 3], 'post': [1, 2, 3]")));

        assertThatThrownBy(() -> ReportedLayer.of(log))
                .isInstanceOf(InputException.class)
                .hasMessage("layer fc: shape [2, 3] makes 6 values, but a row at step 0 has 3");
    }

    @Test
    void rowsOfOneSampleAreOneObservation() {
        List<String> lines = new ArrayList<>();
        for (int sample = 0; sample < 100; sample++) {
            for (int token = 0; token < 3; token++) {
                // the first unit fires for one token of every sample, the second for none
                lines.add(row(
                        0,
                        sample,
                        "'activation': 'relu', 'position': %d, 'post': [%d, 0]".formatted(token, token == 1 ? 1 : 0)));
            }
        }

        ReportedLayer layer = ReportedLayer.of(LogLines.of("position INT", lines));

        assertThat(layer.count(Figure.SAMPLES)).isEqualTo(100);
        assertThat(layer.count(Figure.VALUES)).isEqualTo(600);
        assertThat(layer.diagnosis().latest().verdicts())
                .containsExactly(UnitVerdict.ALIVE, UnitVerdict.INSUFFICIENT_DATA);
        assertThat(layer.latest().firingDensity()).containsEntry("<=1", 1L).containsEntry("0", 1L);
        assertThat(layer.rules()).doesNotContain("duplicate-rows");
    }

    @Test
    void positionsWithoutSamplesAreRefused() {
        Dataset<Row> log = LogLines.of("position INT", List.of(row(0, 0, "'position': 0, 'post': [1]")))
                .drop("sample");

        assertThatThrownBy(() -> ReportedLayer.of(log))
                .isInstanceOf(InputException.class)
                .hasMessage("a column position needs a column sample, because positions belong to a sample");
    }

    @Test
    void attentionRowsRunAlongTheLastAxis() {
        Dataset<Row> heads = LogLines.of(
                "shape ARRAY<INT>",
                IntStream.range(0, 20)
                        .mapToObj(sample ->
                                row(0, sample, "'activation': 'softmax', 'shape': [2, 1, 2], 'post': [1, 0, 0.5, 0.5]"))
                        .toList());

        ReportedLayer layer = ReportedLayer.of(heads);

        assertThat(layer.figure(Figure.ENTROPY_MEAN)).hasValue(0.5); // one row certain, one undecided
        assertThat(layer.figure(Figure.COLLAPSED_FRACTION)).hasValue(0.5);
        assertThat(layer.figure(Figure.MAX_PROBABILITY_MEAN)).hasValue(0.75);
        assertThat(layer.count(Figure.ROW_SUM_ERRORS)).isZero();
    }
}
