package dev.activations.jobs;

import static dev.activations.jobs.LogLines.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.activations.jobs.diagnosis.Figure;
import dev.activations.jobs.model.Settings;
import dev.activations.jobs.model.StepWindow;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

/** A verdict is about the latest step, about the last few, or about all, which see the same samples again. */
class WindowTest {

    /** Ten units; those below {@code silent} never fire at the step. */
    private static Dataset<Row> log(int samples, int... silentAtStep) {
        List<String> lines = new ArrayList<>();
        for (int step = 0; step < silentAtStep.length; step++) {
            for (int sample = 0; sample < samples; sample++) {
                List<Integer> post = new ArrayList<>();
                for (int unit = 0; unit < 10; unit++) {
                    post.add(unit < silentAtStep[step] ? 0 : 1 + (sample + unit) % 3);
                }
                lines.add(row(step, sample, "'activation': 'relu', 'post': " + post));
            }
        }
        return LogLines.of("", lines);
    }

    private static List<String> rules(Dataset<Row> log, StepWindow window) {
        return ReportedLayer.of(log, Settings.builder().window(window).build()).rules();
    }

    @Test
    void latestStepIsJudgedByDefault() {
        assertThat(ReportedLayer.of(log(300, 0, 0, 5)).rules()).contains("dead-units");
        assertThat(ReportedLayer.of(log(300, 5, 5, 0)).rules()).doesNotContain("dead-units");
    }

    @Test
    void unitThatFiredAtAnyStepOfTheWindowIsNotDeadOverIt() {
        Dataset<Row> dyingLate = log(300, 0, 0, 5, 5);

        assertThat(rules(dyingLate, StepWindow.ALL)).doesNotContain("dead-units");
        assertThat(rules(dyingLate, new StepWindow(3))).doesNotContain("dead-units");
        assertThat(rules(dyingLate, new StepWindow(2))).contains("dead-units");
    }

    @Test
    void sameSamplesAtSeveralStepsProveNoMoreThanOnce() {
        ReportedLayer layer = ReportedLayer.of(
                log(150, 5, 5), Settings.builder().window(StepWindow.ALL).build());

        assertThat(layer.diagnosis().overall().figures().count(Figure.SAMPLES)).isEqualTo(150);
        assertThat(layer.diagnosis().overall().figures().count(Figure.DEAD_UNITS))
                .isZero();
        assertThat(layer.rules()).contains("not-enough-data");
    }

    @Test
    void overallPoolsTheValuesOfAllSteps() {
        ReportedLayer layer = ReportedLayer.of(log(30, 0, 10));

        assertThat(layer.diagnosis().overall().fromStep()).isZero();
        assertThat(layer.diagnosis().overall().toStep()).isEqualTo(1);
        assertThat(layer.diagnosis().overall().figures().count(Figure.VALUES)).isEqualTo(600);
        assertThat(layer.diagnosis().overall().figures().get(Figure.ZERO_FRACTION))
                .hasValue(0.5);
        assertThat(layer.diagnosis().overall().figures().get(Figure.UNSEEN_ALIVE_ESTIMATE))
                .isEmpty();
    }

    @Test
    void familyWiseBoundNeedsMoreSamples() {
        Dataset<Row> log = log(300, 5);

        assertThat(ReportedLayer.of(log).count(Figure.DEAD_UNITS)).isEqualTo(5);
        ReportedLayer familyWise =
                ReportedLayer.of(log, Settings.builder().familyWise(true).build());
        assertThat(familyWise.count(Figure.DEAD_UNITS)).isZero();
        assertThat(familyWise.count(Figure.INSUFFICIENT_UNITS)).isEqualTo(5);
        // log(0.05 / 10) / log(0.99) = 527.2: 528 samples prove it for ten units at once
        assertThat(familyWise.report().findings().get(0).suggestions().get(0).text())
                .isEqualTo("log 228 more samples");
    }

    @Test
    void windowIsWrittenAsLatestAllOrLastN() {
        assertThat(StepWindow.parse("latest")).isEqualTo(StepWindow.LATEST);
        assertThat(StepWindow.parse("all")).isEqualTo(StepWindow.ALL);
        assertThat(StepWindow.parse("last:7")).isEqualTo(new StepWindow(7)).hasToString("last:7");
        for (String bad : List.of("last", "last:0", "last:x", "7", "")) {
            assertThatThrownBy(() -> StepWindow.parse(bad)).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
