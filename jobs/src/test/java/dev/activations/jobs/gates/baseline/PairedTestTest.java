package dev.activations.jobs.gates.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PairedTestTest {

    /** Expected: min(1, 2·Σ C(n, i) / 2^n) in Python's fractions, rounded once at the end. */
    @ParameterizedTest
    @CsvSource({
        "0, 0, 1.0",
        "1, 0, 1.0",
        "6, 0, 0.03125",
        "3, 1, 0.625",
        "10, 3, 0.09228515625",
        "16, 6, 0.052478790283203125",
        "43, 20, 0.005152397042092063",
        "121, 59, 4.434449263755176e-06",
        "500, 430, 0.023608839292547198",
        "5150, 4850, 0.0027879675177127188",
        "7, 7, 1.0",
        "86, 150, 3.715936139571442e-05",
        "0, 1000, 1.8665272370064378e-301"
    })
    void pValueIsThatOfTheExactTest(int died, int revived, double expected) {
        assertThat(PairedTest.pValue(died, revived)).isCloseTo(expected, Percentage.withPercentage(1e-9));
        assertThat(PairedTest.pValue(revived, died)).isEqualTo(PairedTest.pValue(died, revived));
    }

    /** As far apart as a layer of a million units can be, the result is a number. */
    @Test
    void millionsOfUnitsHaveAPValue() {
        assertThat(PairedTest.pValue(1_000_000, 0)).isZero();
        assertThat(PairedTest.pValue(500_000, 500_000)).isEqualTo(1);
    }

    /** As R's {@code p.adjust(c(0.01, 0.04, 0.03, 0.005), "holm")}, the example of many textbooks. */
    @Test
    void holmMultipliesBySmallerAndSmallerCountsAndNeverFalls() {
        assertThat(PairedTest.holm(List.of(0.01, 0.04, 0.03, 0.005)))
                .containsExactly(new double[] {0.03, 0.06, 0.06, 0.02}, within(1e-15));
        assertThat(PairedTest.holm(List.of(0.6, 0.9))).containsExactly(1, 1);
        assertThat(PairedTest.holm(List.of())).isEmpty();
    }
}
