package dev.activations.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.activations.jobs.model.Settings;
import dev.activations.jobs.model.StepWindow;
import dev.activations.jobs.rules.Finding;
import org.junit.jupiter.api.Test;

/** A finding says since which step it has held without a break. */
class SinceWhenTest {

    private static final Float[] ALIVE = {1f, 1f};
    private static final Float[] DEAD = {0f, 0f};

    @Test
    void conditionThatBeganLaterHoldsSinceThen() {
        TestLog log =
                TestLog.log().posts(300, ALIVE).at(10).posts(300, DEAD).at(20).posts(300, DEAD);

        assertThat(deadUnits(log).since()).isEqualTo(10);
        assertThat(deadUnits(log).step()).isEqualTo(20);
    }

    @Test
    void conditionThatWentAndCameBackCountsFromItsReturn() {
        TestLog log =
                TestLog.log().posts(300, DEAD).at(10).posts(300, ALIVE).at(20).posts(300, DEAD);

        assertThat(deadUnits(log).since()).isEqualTo(20);
    }

    @Test
    void conditionThatAlwaysHeldCountsFromTheFirstStep() {
        Finding late = deadUnits(TestLog.log().at(5).posts(300, DEAD).at(6).posts(300, DEAD));
        Finding early = deadUnits(TestLog.log().posts(300, DEAD).at(6).posts(300, DEAD));

        assertThat(early.since()).isZero();
        assertThat(early.sinceOrBefore()).isFalse();
        assertThat(late.since()).isEqualTo(5);
        assertThat(late.sinceOrBefore()).as("the log may begin after it").isTrue();
    }

    @Test
    void windowOfSeveralStepsCannotTell() {
        Report report = ActivationDiagnostics.on(
                        TestLog.log().posts(300, DEAD).at(10).posts(300, DEAD).rows())
                .withSettings(Settings.builder().window(StepWindow.parse("all")).build())
                .run();

        assertThat(only(report).since()).isEqualTo(10);
    }

    private static Finding deadUnits(TestLog log) {
        return only(log.diagnosed());
    }

    private static Finding only(Report report) {
        return report.findings().stream()
                .filter(finding -> finding.rule().name().equals("dead-units"))
                .findFirst()
                .orElseThrow();
    }
}
