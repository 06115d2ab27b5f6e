package dev.activations.functions.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Counts of more rows than an int can count, and merged ones. */
class TallyTest {

    @Test
    void rowsBeyondWhatTheIntsHoldAreCounted() {
        Tally tally = new Tally(2, 3);
        for (int row = 0; row < 10; row++) {
            int[] counts = tally.forRow();
            counts[1]++;
            assertThat(counts[1]).isLessThanOrEqualTo(3);
        }

        assertThat(tally.get(0)).isZero();
        assertThat(tally.get(1)).isEqualTo(10);
    }

    @Test
    void mergedCountsAreTheSum() {
        Tally one = new Tally(2);
        one.forRow()[0]++;
        one.increment(0);
        Tally other = new Tally(2);
        other.forRow()[0]++;
        other.increment(1);
        one.merge(other, 0);

        assertThat(one.get(0)).isEqualTo(3);
        assertThat(one.get(1)).isEqualTo(1);
        assertThat(other.get(0)).isEqualTo(1);
    }
}
