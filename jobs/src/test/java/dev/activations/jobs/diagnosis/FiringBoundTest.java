package dev.activations.jobs.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import dev.activations.jobs.model.Settings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;

/** The bound on a firing rate, against numbers that src/test/python/firing_bounds.py made at 50 digits. */
class FiringBoundTest {

    @ParameterizedTest
    @CsvFileSource(resources = "/firing_bounds.csv", numLinesToSkip = 1)
    void boundIsClopperAndPearsons(double alpha, long fired, long samples, double bound) {
        double tolerance = samples > 100_000_000 ? 1e-7 : 1e-9; // how exact Commons Math's beta function is there
        assertThat(new FiringBound(alpha).of(fired, samples)).isEqualTo(bound, offset(tolerance * bound));
    }

    /** The smallest number of samples whose bound is within the rate, and one sample fewer. */
    @ParameterizedTest
    @CsvFileSource(resources = "/fewest_samples.csv", numLinesToSkip = 1)
    void rateIsProvenFromTheFewestSamplesOn(double alpha, long fired, double rate, long fewest) {
        FiringBound bound = new FiringBound(alpha);

        assertThat(bound.of(fired, fewest)).isLessThanOrEqualTo(rate);
        assertThat(bound.of(fired, fewest - 1)).isGreaterThan(rate);
        if (fired == 0) {
            assertThat(bound.samplesNeeded(rate)).isEqualTo(fewest);
        }
    }

    @ParameterizedTest
    @CsvSource({"0.05, 0.01, 299", "0.05, 0.001, 2995", "0.05, 0.0001, 29956", "0.25, 0.5, 2"})
    void samplesNeededAreThoseThatProveTheRate(double alpha, double rate, long samples) {
        assertThat(new FiringBound(alpha).samplesNeeded(rate)).isEqualTo(samples);
    }

    @Test
    void familyOf4096UnitsNeeds1126Samples() {
        assertThat(FiringBound.forUnits(Settings.builder().familyWise(true).build(), 4096)
                        .samplesNeeded(0.01))
                .isEqualTo(1126);
    }

    @Test
    void nothingIsProvenWithoutSamples() {
        assertThat(new FiringBound(0.05).of(0, 0)).isEqualTo(1);
    }
}
