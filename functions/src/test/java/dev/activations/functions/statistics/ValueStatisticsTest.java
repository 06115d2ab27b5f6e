package dev.activations.functions.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import dev.activations.functions.statistics.RandomRows.Row;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.DoublePredicate;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The distribution of a layer's values: each kind of number is counted once, and what is NULL or masked is left out. */
class ValueStatisticsTest {

    /** A thirty-second, and the rounding of the middle of a bin; below the normal doubles bins do not shrink further. */
    private static final double WITHIN = 1.0 / 32 + 1e-15;

    @Property(tries = 300)
    void countsAreThoseOfBruteForce(@ForAll long seed) {
        List<List<Row>> samples = RandomRows.samples(new Random(seed), 7, false, true, 0.3);
        double[] kept = kept(samples);
        double[] finite = Arrays.stream(kept).filter(Double::isFinite).toArray();

        LayerStatistics layer = RandomRows.statistics("identity", UnitLayout.flat(7), samples);
        ValueStatistics values = layer.values();

        assertThat(values.values()).isEqualTo(kept.length);
        assertThat(values.finite()).isEqualTo(finite.length);
        assertThat(values.nan()).isEqualTo(count(kept, Double::isNaN));
        assertThat(values.positiveInfinity()).isEqualTo(count(kept, v -> v == Double.POSITIVE_INFINITY));
        assertThat(values.negativeInfinity()).isEqualTo(count(kept, v -> v == Double.NEGATIVE_INFINITY));
        assertThat(values.nonFinite()).isEqualTo(kept.length - finite.length);
        assertThat(values.negativeZero())
                .isEqualTo(count(kept, v -> Double.valueOf(v).equals(-0.0)));
        assertThat(values.subnormal()).isEqualTo(count(kept, v -> v != 0 && Math.abs(v) < Math.pow(2, -126)));
        assertThat(values.zeros()).isEqualTo(count(kept, v -> v == 0));
        assertThat(values.min()).isEqualTo(Arrays.stream(finite).min().orElse(Double.POSITIVE_INFINITY));
        assertThat(values.max()).isEqualTo(Arrays.stream(finite).max().orElse(Double.NEGATIVE_INFINITY));
        assertThat(layer.missingValues()).isEqualTo(rows(samples, (row, i) -> row.isNull()[i]));
        assertThat(layer.maskedValues()).isEqualTo(rows(samples, (row, i) -> row.isMasked()[i] && !row.isNull()[i]));
        assertThat(layer.nonFiniteOutputs()).isEqualTo(values.nonFinite());
    }

    @Property(tries = 300)
    void quantilesAreNearestRankWithinAThirtySecond(@ForAll long seed) {
        List<List<Row>> samples = RandomRows.samples(new Random(seed), 7, false, true, 0.1);
        double[] finite =
                Arrays.stream(kept(samples)).filter(Double::isFinite).sorted().toArray();
        ValueStatistics values =
                RandomRows.statistics("identity", UnitLayout.flat(7), samples).values();

        for (double q : new double[] {0.01, 0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99, 1}) {
            if (finite.length > 0) {
                double exact = finite[Math.max(0, (int) Math.ceil(q * finite.length) - 1)];
                assertThat(values.quantile(q)).isEqualTo(exact, offset(WITHIN * Math.abs(exact) + Double.MIN_NORMAL));
            }
        }
    }

    @Property(tries = 200)
    void momentsAreThoseOfTheFiniteValues(@ForAll long seed) {
        List<List<Row>> samples = RandomRows.samples(new Random(seed), 7, false, true, 0);
        double[] kept = kept(samples);
        Moments moments = RandomRows.statistics("identity", UnitLayout.flat(7), samples)
                .values()
                .moments();

        assertThat(moments.count()).isEqualTo(kept.length);
        if (kept.length > 0) {
            ExactMoments exact = ExactMoments.of(kept);
            double size = Arrays.stream(kept).map(Math::abs).max().orElseThrow();
            assertThat(moments.mean()).isEqualTo(exact.mean(), offset(Math.max(1e-12 * size, Double.MIN_VALUE)));
            assertThat(moments.standardDeviation())
                    .isEqualTo(exact.standardDeviation(), offset(Math.max(1e-12 * size, Double.MIN_VALUE)));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "1.1754943508222875E-38, 0",
        "1.1754942106924411E-38, 1",
        "-1.4E-45, 1",
        "4.9E-324, 1",
        "0, 0",
        "-0.0, 0"
    })
    void subnormalIsBelowTheSmallestNormalFloatAndNotZero(double value, long subnormal) {
        assertThat(of(value).subnormal()).isEqualTo(subnormal);
    }

    @Test
    void zerosOfEitherSignAreZerosAndNegativeOnesAreCounted() {
        ValueStatistics values = of(0, -0.0, -0.0, 1);

        assertThat(values.zeros()).isEqualTo(3);
        assertThat(values.negativeZero()).isEqualTo(2);
    }

    @Test
    void quantileOfOneValueIsThatValue() {
        assertThat(of(0.3).quantile(0.01)).isEqualTo(0.3);
        assertThat(of(0.3).quantile(0.99)).isEqualTo(0.3);
    }

    private static ValueStatistics of(double... row) {
        List<List<Row>> sample = List.of(
                List.of(new Row(Optional.empty(), Optional.of(row), new boolean[row.length], new boolean[row.length])));
        return RandomRows.statistics("identity", UnitLayout.flat(row.length), sample)
                .values();
    }

    private static double[] kept(List<List<Row>> samples) {
        return samples.stream()
                .flatMap(List::stream)
                .flatMapToDouble(row -> {
                    double[] post = row.post().orElseThrow();
                    return IntStream.range(0, post.length)
                            .filter(i -> !row.isLeftOut(i))
                            .mapToDouble(i -> post[i]);
                })
                .toArray();
    }

    private static long count(double[] values, DoublePredicate which) {
        return Arrays.stream(values).filter(which).count();
    }

    private interface ElementOf {
        boolean test(Row row, int i);
    }

    private static long rows(List<List<Row>> samples, ElementOf which) {
        return samples.stream()
                .flatMap(List::stream)
                .mapToLong(row -> IntStream.range(0, row.isNull().length)
                        .filter(i -> which.test(row, i))
                        .count())
                .sum();
    }
}
