package dev.activations.functions.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.activations.functions.statistics.ValueHistogram.Bin;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.DoubleStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** The histogram counts every number once, tells zero apart, and gives quantiles within its stated error. */
class ValueHistogramTest {

    @Property(tries = 300)
    void everyRankIsWithinAThirtySecondOfTheSortedNumber(@ForAll long seed) {
        double[] values = finite(seed);
        ValueHistogram histogram = of(values);

        Arrays.sort(values);
        for (int rank = 1; rank <= values.length; rank++) {
            double exact = values[rank - 1];
            double off = Math.abs(histogram.valueAtRank(rank) - exact);
            assertThat(off)
                    .as("rank %d, %s", rank, exact)
                    .isLessThanOrEqualTo(Math.abs(exact) * (1.0 / 32 + 1e-15) + Double.MIN_NORMAL);
        }
    }

    @Property(tries = 300)
    void binsHoldEveryNumberOnceAndAscend(@ForAll long seed) {
        double[] values = finite(seed);
        List<Bin> bins = of(values).bins();

        for (Bin bin : bins) {
            assertThat(bin.count())
                    .as("%s", bin)
                    .isEqualTo(countIn(bin, values))
                    .isPositive();
        }
        assertThat(bins.stream().mapToLong(Bin::count).sum()).isEqualTo(values.length);
        for (int i = 1; i < bins.size(); i++) {
            assertThat(bins.get(i).lower())
                    .isGreaterThanOrEqualTo(bins.get(i - 1).upper());
        }
    }

    @Property(tries = 300)
    void countsBeyondABoundHoldTheExactOnesAndDifferByOneBin(@ForAll long seed) {
        double[] values = finite(seed);
        ValueHistogram histogram = of(values);
        for (double bound : new double[] {0, 1e-6, 0.5, 0.95, 1, 3.3, Math.abs(values.length > 0 ? values[0] : 7)}) {
            long below = Arrays.stream(values).filter(v -> Math.abs(v) < bound).count();
            long above = Arrays.stream(values).filter(v -> Math.abs(v) > bound).count();
            double bin = Math.max(bound, Double.MIN_NORMAL) / 15; // below that, bins do not narrow any more
            long near = Arrays.stream(values)
                    .filter(v -> v != 0 && Math.abs(Math.abs(v) - bound) <= bin)
                    .count();

            assertThat(below)
                    .isBetween(
                            histogram.below(bound).least(),
                            histogram.below(bound).most());
            assertThat(above)
                    .isBetween(
                            histogram.above(bound).least(),
                            histogram.above(bound).most());
            assertThat(histogram.below(bound).most() - histogram.below(bound).least())
                    .isLessThanOrEqualTo(near);
            assertThat(histogram.above(bound).most() - histogram.above(bound).least())
                    .isLessThanOrEqualTo(near);
        }
        assertThat(histogram.notPositive())
                .isEqualTo(Arrays.stream(values).filter(v -> v <= 0).count());
    }

    @Property(tries = 100)
    void mergingGivesTheHistogramOfAll(@ForAll long one, @ForAll long other) {
        ValueHistogram merged = of(finite(one));
        merged.merge(of(finite(other)));

        ValueHistogram all = of(DoubleStream.concat(Arrays.stream(finite(other)), Arrays.stream(finite(one)))
                .toArray());

        assertThat(merged.bins()).isEqualTo(all.bins());
        assertThat(merged.zeros()).isEqualTo(all.zeros());
    }

    @Property(tries = 100)
    void linearBinsOfABoundedFunctionHoldEveryNumberBetweenTheirEdges(@ForAll long seed) {
        double[] values = new Random(seed)
                .doubles(200, -1, 1)
                .map(value -> Math.tanh(3 * value))
                .toArray();
        long[] counts = of(values).linear(-1, 1, 32);

        for (int bin = 0; bin < 32; bin++) {
            double low = -1 + bin / 16.0;
            assertThat(counts[bin])
                    .as("from " + low)
                    .isEqualTo(Arrays.stream(values)
                            .filter(value -> low < 0
                                    ? value > low && value <= low + 1 / 16.0 || value == -1 && low == -1
                                    : value >= low && value < low + 1 / 16.0)
                            .count());
        }
    }

    @Test
    void linearBinsTakeTheBoundsThemselvesAndZero() {
        assertThat(of(-1, 0, 0.0625, 1).linear(-1, 1, 32))
                .satisfies(counts -> assertThat(counts[0]).isEqualTo(1))
                .satisfies(counts -> assertThat(counts[16]).isEqualTo(1))
                .satisfies(counts -> assertThat(counts[17]).isEqualTo(1))
                .satisfies(counts -> assertThat(counts[31]).isEqualTo(1));
        assertThat(of(0, 6, 3.9).linear(0, 6, 24)[15]).isEqualTo(1);
    }

    @Test
    void powersOfTwoBeginABinOfTheirSign() {
        assertThat(of(-3, -2, -1, -0.0, 0, 1, 1.5, 2).bins())
                .containsExactly(
                        new Bin(-4, -2, 2), new Bin(-2, -1, 1), new Bin(0, 0, 2), new Bin(1, 2, 2), new Bin(2, 4, 1));
    }

    @Test
    void lastBinEndsAtTheLargestNumber() {
        double last = Math.scalb(1.0, 1023);

        assertThat(of(Double.MAX_VALUE, -Double.MAX_VALUE).bins())
                .containsExactly(new Bin(-Double.MAX_VALUE, -last, 1), new Bin(last, Double.MAX_VALUE, 1));
    }

    @Test
    void rankBeyondTheNumbersIsRefused() {
        assertThatThrownBy(() -> of(1, 2).valueAtRank(3))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("rank 3 of 2 numbers");
    }

    private static long countIn(Bin bin, double[] values) {
        return Arrays.stream(values)
                .filter(v -> bin.lower() == 0 && bin.upper() == 0
                        ? v == 0
                        : v > 0 && v >= bin.lower() && (v < bin.upper() || v == Double.MAX_VALUE && v == bin.upper())
                                || v < 0
                                        && v <= bin.upper()
                                        && (v > bin.lower() || v == -Double.MAX_VALUE && v == bin.lower()))
                .count();
    }

    private static double[] finite(long seed) {
        Random random = new Random(seed);
        int count = 1 + random.nextInt(200);
        double[] ordinary = RandomRows.numbers(random, count, 0.2);
        return Arrays.stream(random.nextBoolean() ? ordinary : anyBits(random, count))
                .filter(Double::isFinite)
                .toArray();
    }

    private static double[] anyBits(Random random, int count) {
        return random.longs(count).mapToDouble(Double::longBitsToDouble).toArray();
    }

    private static ValueHistogram of(double... values) {
        ValueHistogram histogram = new ValueHistogram();
        histogram.add(values, values.length);
        return histogram;
    }
}
