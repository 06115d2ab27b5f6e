package dev.activations.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.activations.jobs.report.Made;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a report says of when and how it was made. */
class MadeTest {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-28T05:06:07.891Z"), ZoneOffset.UTC);

    @Test
    void dateIsTheClocksToTheSecond() {
        assertThat(Made.by(List.of("diagnose"), Map.of(), CLOCK).date())
                .contains(Instant.parse("2026-11-28T05:06:07Z"));
    }

    @Test
    void sourceDateEpochTakesThePlaceOfTheClock() {
        assertThat(Made.by(List.of("diagnose"), Map.of("SOURCE_DATE_EPOCH", "0"), CLOCK)
                        .date())
                .contains(Instant.EPOCH);
    }

    @Test
    void sourceDateEpochThatIsNoNumberIsRefused() {
        assertThatThrownBy(() -> Made.by(List.of("diagnose"), Map.of("SOURCE_DATE_EPOCH", "today"), CLOCK))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("SOURCE_DATE_EPOCH takes seconds since 1970")
                .hasMessageContaining("'today'");
    }

    @Test
    void commandIsWhatAShellTakesWithoutItsSecrets() {
        Made made = Made.by(
                List.of(
                        "diagnose",
                        "--where",
                        "run = 'a'",
                        "--conf",
                        "spark.hadoop.fs.s3a.secret.key=hush",
                        "--conf=spark.hadoop.fs.s3a.access.key=hush"),
                Map.of(),
                CLOCK);

        assertThat(made.command())
                .contains("activations diagnose --where 'run = '\\''a'\\''' --conf 'spark.hadoop.fs.s3a.secret.key=…'"
                        + " '--conf=spark.hadoop.fs.s3a.access.key=…'");
    }
}
