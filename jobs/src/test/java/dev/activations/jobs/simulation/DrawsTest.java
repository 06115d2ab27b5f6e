package dev.activations.jobs.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random numbers that depend on nothing but their key and their number. */
class DrawsTest {

    /** Java's own generator of that name is another implementation of SplitMix64. */
    @ParameterizedTest
    @ValueSource(longs = {0, 1, -1, 42, Long.MIN_VALUE, Long.MAX_VALUE})
    void numbersAreThoseOfSplitMix64(long seed) {
        SplittableRandom expected = new SplittableRandom(seed);

        assertThat(IntStream.range(0, 100).mapToLong(new Draws(seed)::bits))
                .containsExactlyElementsOf(IntStream.range(0, 100)
                        .mapToObj(i -> expected.nextLong())
                        .toList());
    }

    @Test
    void shareIsTheUpper53Bits() {
        SplittableRandom expected = new SplittableRandom(7);

        assertThat(IntStream.range(0, 100).mapToDouble(new Draws(7)::share))
                .containsExactlyElementsOf(IntStream.range(0, 100)
                        .mapToObj(i -> (expected.nextLong() >>> 11) * 0x1p-53)
                        .toList());
    }

    @Test
    void everyChoiceIsAsLikelyAsAnother() {
        int[] chosen = new int[10];
        for (int key = 0; key < 10_000; key++) {
            int[] units = new Draws(key).choose(3, 10);
            assertThat(units).hasSize(3).doesNotHaveDuplicates().isSorted();
            for (int unit : units) {
                chosen[unit]++;
            }
        }
        // Each number is binomial with 10,000 trials of 0.3: five standard deviations are 229.
        assertThat(IntStream.of(chosen).boxed().toList())
                .allSatisfy(count -> assertThat(count).isBetween(2_771, 3_229));
    }
}
