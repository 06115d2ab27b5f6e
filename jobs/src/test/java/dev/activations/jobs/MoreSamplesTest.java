package dev.activations.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.activations.jobs.rules.LayerVerdict;
import dev.activations.jobs.rules.RunReport;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** More samples of one network never make its verdict milder, once there are enough to prove a unit dead. */
class MoreSamplesTest {

    private static final int UNITS = 20;
    private static final int PROVE_DEAD = 299;
    private static final List<Integer> SAMPLES = List.of(32, 64, 128, PROVE_DEAD, 512, 1_000, 4_096);
    private static final List<Integer> DEAD = List.of(0, 1, 2, 5, 6, 9, 10, 15, 20);

    /** The living units fire in every 50th sample (2 %), in every 20th, every third, or always. */
    private static final List<Integer> FIRE_IN_EVERY = List.of(50, 20, 3, 1);

    private static Map<String, LayerVerdict> verdicts;

    @BeforeAll
    static void diagnose() {
        TestLog log = TestLog.log();
        for (int dead : DEAD) {
            for (int samples : SAMPLES) {
                log.run(name(dead, samples));
                for (int sample = 0; sample < samples; sample++) {
                    log.post(outputs(sample, dead));
                }
            }
        }
        verdicts = log.diagnosed().runs().stream()
                .collect(Collectors.toMap(
                        RunReport::run, run -> run.layers().get(0).verdict()));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 5, 6, 9, 10, 15, 20})
    void verdictNeverGrowsMilderFrom299SamplesOn(int dead) {
        List<Integer> severities = SAMPLES.stream()
                .filter(samples -> samples >= PROVE_DEAD)
                .map(samples -> severity(verdicts.get(name(dead, samples))))
                .toList();

        assertThat(severities).isSorted();
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 15, 20})
    void halfOfTheUnitsDeadFailsAsSoonAsItIsProven(int dead) {
        assertThat(verdicts.get(name(dead, PROVE_DEAD))).isEqualTo(LayerVerdict.FAIL);
    }

    @ParameterizedTest
    @ValueSource(ints = {32, 64, 128, 299, 512, 1_000, 4_096})
    void unitsThatFireInTwoPercentOfSamplesAreNotDead(int samples) {
        assertThat(severity(verdicts.get(name(0, samples)))).isZero();
    }

    private static String name(int dead, int samples) {
        return dead + " dead, " + samples + " samples";
    }

    private static Float[] outputs(int sample, int dead) {
        Float[] outputs = new Float[UNITS];
        for (int unit = 0; unit < UNITS; unit++) {
            boolean fires = unit >= dead && (sample + unit) % FIRE_IN_EVERY.get(unit % FIRE_IN_EVERY.size()) == 0;
            outputs[unit] = fires ? 1f + sample % 7 : 0f;
        }
        return outputs;
    }

    private static int severity(LayerVerdict verdict) {
        return switch (verdict) {
            case FAIL -> 2;
            case WARN -> 1;
            default -> 0;
        };
    }
}
