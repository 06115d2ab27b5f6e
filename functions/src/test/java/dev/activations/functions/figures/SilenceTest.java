package dev.activations.functions.figures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** The bound on the firing rate of a unit that was never seen to fire. */
class SilenceTest {

    /** 1 − 0.05^(1/298) and 1 − 0.05^(1/299), by mpmath at 50 digits. */
    @Test
    void unitThatNeverFiresIn299SamplesIsDead() {
        assertThat(Silence.DEFAULT.upperBound(298)).isCloseTo(0.010002432437677695, within(1e-16));
        assertThat(Silence.DEFAULT.upperBound(299)).isCloseTo(0.009969146792899271, within(1e-16));
        assertThat(Silence.DEFAULT.provesDead(298)).isFalse();
        assertThat(Silence.DEFAULT.provesDead(299)).isTrue();
    }

    @Test
    void noSamplesProveNothing() {
        assertThat(Silence.DEFAULT.upperBound(0)).isEqualTo(1);
        assertThat(Silence.DEFAULT.provesDead(0)).isFalse();
    }

    /** The rule of three: about 3/n. */
    @Test
    void boundFallsAsThreeOverTheSamples() {
        assertThat(Silence.DEFAULT.upperBound(1_000_000)).isCloseTo(2.9957277863525444e-6, within(1e-20));
    }
}
