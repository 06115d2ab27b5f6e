package dev.activations.functions.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;
import static org.assertj.core.api.Assertions.withPrecision;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.DoubleStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Mean, standard deviation and skewness are those of all the numbers, however they were split, merged and ordered. */
class MomentsTest {

    private static final double TOLERANCE = 1e-12;

    @Property(tries = 300)
    void splitAndMergedInAnyOrderGivesTheMomentsOfAll(@ForAll long seed) {
        Random random = new Random(seed);
        double[] values = RandomRows.numbers(random, 1 + random.nextInt(300), 0);
        ExactMoments exact = ExactMoments.of(values);

        Moments merged = merge(shuffledParts(values, random));

        assertThat(merged.count()).isEqualTo(values.length);
        assertThat(merged.mean()).isEqualTo(exact.mean(), offset(TOLERANCE * largest(values)));
        assertThat(merged.standardDeviation())
                .isEqualTo(exact.standardDeviation(), offset(TOLERANCE * largest(values)));
        if (values.length > 2) {
            assertThat(merged.skewness()).isEqualTo(exact.skewness(), withPrecision(1e-10 * Math.sqrt(values.length)));
        }
    }

    @Property(tries = 100)
    void spreadIsPreciseEvenIfValuesAreFarLarger(@ForAll long seed) {
        Random random = new Random(seed);
        double[] values = random.doubles(1000, -1e-3, 1e-3).map(d -> 1e9 + d).toArray();
        double exact = ExactMoments.of(values).standardDeviation();

        double merged = merge(shuffledParts(values, random)).standardDeviation();

        assertThat(exact).isBetween(5e-4, 7e-4);
        assertThat(merged).isEqualTo(exact, offset(1e-4 * exact)); // sums of squares, of 1e18, are off by 1e2
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.1, -1.0 / 3, 1e9 + 0.1, 5e-324, 1e-300, 3.4e38, 1e160, -1.7e308})
    void equalValuesHaveASpreadOfExactlyZero(double value) {
        double[] equal = DoubleStream.generate(() -> value).limit(777).toArray();

        Moments merged = merge(shuffledParts(equal, new Random(1)));

        assertThat(merged.mean()).isEqualTo(value);
        assertThat(merged.standardDeviation()).isZero();
        assertThat(merged.skewness()).isNaN();
    }

    @Test
    void nothingHasNoMoments() {
        Moments nothing = new Moments();
        nothing.add(new double[0], 0);
        nothing.merge(new Moments());

        assertThat(nothing.count()).isZero();
        assertThat(nothing.mean()).isNaN();
        assertThat(nothing.standardDeviation()).isNaN();
        assertThat(nothing.skewness()).isNaN();
    }

    /** 0, 0, 0, 1: mean 1/4, variance 3/16, third central moment (3·(−1/4)³ + (3/4)³)/4 = 3/32. */
    @Test
    void momentsOfFourNumbersAreThoseByHand() {
        Moments moments = merge(List.of(of(0, 0), of(0), of(1)));

        assertThat(moments.mean()).isEqualTo(0.25);
        assertThat(moments.standardDeviation()).isEqualTo(Math.sqrt(3) / 4, offset(1e-16));
        assertThat(moments.skewness()).isEqualTo(3.0 / 32 / Math.pow(3.0 / 16, 1.5), offset(1e-15));
    }

    private static Moments merge(List<Moments> parts) {
        Moments all = new Moments();
        parts.forEach(all::merge);
        return all;
    }

    private static List<Moments> shuffledParts(double[] values, Random random) {
        List<Moments> parts = new ArrayList<>();
        for (int from = 0; from < values.length; ) {
            int to = Math.min(values.length, from + 1 + random.nextInt(50));
            parts.add(of(Arrays.copyOfRange(values, from, to)));
            from = to;
        }
        Collections.shuffle(parts, random);
        return parts;
    }

    private static Moments of(double... values) {
        Moments moments = new Moments();
        moments.add(values, values.length);
        return moments;
    }

    private static double largest(double[] values) {
        return Arrays.stream(values).map(Math::abs).max().orElseThrow();
    }
}
