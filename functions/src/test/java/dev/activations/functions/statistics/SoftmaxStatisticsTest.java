package dev.activations.functions.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import java.util.Arrays;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Entropy, largest probability, row sums and votes of softmax rows whose figures are known by hand. */
class SoftmaxStatisticsTest {

    private static final double ROUNDING = 1e-15;

    /** Entropy of (½, ¼, ¼) is 1.5 bits; of four classes log₂ 4 = 2 bits is the most. */
    @Test
    void entropyIsAShareOfItsMaximum() {
        assertThat(of(row(0.5, 0.25, 0.25, 0)).entropyMean()).isEqualTo(0.75, offset(ROUNDING));
        assertThat(of(row(0.25, 0.25, 0.25, 0.25)).entropyMean()).isEqualTo(1, offset(ROUNDING));
        assertThat(of(row(0, 1, 0, 0)).entropyMean()).isZero();
        assertThat(of(row(0.5, 0.25, 0.25, 0), row(0, 1, 0, 0)).entropyMean()).isEqualTo(0.375, offset(ROUNDING));
    }

    /** Of two classes, p = 0.987 has an entropy of 0.1002 bits, p = 0.9871 one of 0.0995. */
    @Test
    void rowIsCollapsedBelowATenthOfTheLargestEntropy() {
        assertThat(of(row(0.987, 0.013)).collapsedFraction()).isZero();
        assertThat(of(row(0.9871, 0.0129)).collapsedFraction()).isEqualTo(1);
        assertThat(of(row(0.9871, 0.0129), row(0.5, 0.5), row(0, 1), row(0.3, 0.7))
                        .collapsedFraction())
                .isEqualTo(0.5);
    }

    @Test
    void largestProbabilityIsAveragedOverRows() {
        assertThat(of(row(0.5, 0.25, 0.25), row(0, 0, 1)).maxProbabilityMean()).isEqualTo(0.75);
    }

    @Test
    void topClassIsTheOneThatWinsMostRows() {
        SoftmaxStatistics softmax = of(row(0.5, 0.3, 0.2), row(0.1, 0.2, 0.7), row(0.2, 0.2, 0.6), row(0.2, 0.7, 0.1));

        assertThat(softmax.topClassFraction()).isEqualTo(0.5);
    }

    @Test
    void rowWithASharedMaximumVotesForNoneButCounts() {
        assertThat(of(row(0.4, 0.4, 0.2)).topClassFraction()).isZero();
        assertThat(of(row(0.4, 0.2, 0.4), row(0.6, 0.2, 0.2)).topClassFraction())
                .isEqualTo(0.5);
        assertThat(of(row(0.25, 0.25, 0.5)).topClassFraction()).isEqualTo(1); // shared, but not the largest
        assertThat(of(row(0.3, 0.3, 0.1, 0.3)).topClassFraction()).isZero();
    }

    @Test
    void rowSumMayBeOffByFiveThousandths() {
        assertThat(of(row(0.5, 0.5049)).rowSumErrors()).isZero();
        assertThat(of(row(0.5, 0.5051)).rowSumErrors()).isEqualTo(1);
        assertThat(of(row(0.5, 0.4949)).rowSumErrors()).isEqualTo(1);
        assertThat(of(row(0.5, 0.4951), row(0, 0)).rowSumErrors()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void rowWithANonFiniteProbabilityIsLeftOut(double value) {
        SoftmaxStatistics softmax = of(row(0.9, 0.1), row(0.5, value), row(value, 0.5));

        assertThat(softmax.rows()).isEqualTo(1);
        assertThat(softmax.maxProbabilityMean()).isEqualTo(0.9);
        assertThat(softmax.rowSumErrors()).isZero();
    }

    @Test
    void logarithmsAreTakenAsTheProbabilitiesTheyMean() {
        double[] logarithms = DoubleStream.of(0.5, 0.25, 0.25, 0).map(Math::log).toArray();
        SoftmaxStatistics softmax = new SoftmaxStatistics(UnitLayout.flat(4), true);
        softmax.add(values(logarithms));

        assertThat(softmax.rows()).isEqualTo(1); // log 0 = −Infinity is a probability of 0
        assertThat(softmax.entropyMean()).isEqualTo(0.75, offset(ROUNDING));
        assertThat(softmax.maxProbabilityMean()).isEqualTo(0.5, offset(ROUNDING));
        assertThat(softmax.rowSumErrors()).isZero();
    }

    @Test
    void oneClassHasNeitherEntropyNorTopClass() {
        SoftmaxStatistics softmax = of(row(1), row(1));

        assertThat(softmax.entropyMean()).isNaN();
        assertThat(softmax.collapsedFraction()).isNaN();
        assertThat(softmax.topClassFraction()).isNaN();
        assertThat(softmax.maxProbabilityMean()).isEqualTo(1);
        assertThat(softmax.rowSumErrors()).isZero();
    }

    /** Causal attention of two heads over three tokens, two samples; expected by numpy over what is not masked. */
    @Test
    void maskedEntriesTakeNoPartAndHeadsAreJudgedApart() {
        SoftmaxStatistics softmax = new SoftmaxStatistics(UnitLayout.alongAxis(new int[] {2, 3, 3}, 0), false);
        softmax.add(causal(1, 0, 0, .5, .5, 0, .2, .3, .5, 1, 0, 0, .9, .1, 0, .98, .01, .01));
        softmax.add(causal(1, 0, 0, .4, .6, 0, .25, .25, .5, 1, 0, 0, .3, .7, 0, .01, .98, .01));

        assertThat(softmax.rows()).isEqualTo(12);
        assertThat(softmax.judgedRows()).isEqualTo(8); // a row with one entry left says nothing
        assertThat(softmax.headEntropies())
                .containsExactly(new double[] {0.963643947006996, 0.3885004440661701}, offset(ROUNDING));
        assertThat(softmax.entropyMean()).isEqualTo(0.676072195536583, offset(ROUNDING));
        assertThat(softmax.maxProbabilityMean()).isEqualTo(0.7075, offset(ROUNDING));
        assertThat(softmax.topClassFraction()).isEqualTo(0.375);
        assertThat(softmax.votes().unused()).isZero();
        assertThat(softmax.rowSumErrors()).isZero();
    }

    private static RowValues causal(double... probabilities) {
        RowValues values = values(probabilities);
        boolean[] mask = new boolean[probabilities.length];
        for (int i = 0; i < mask.length; i++) {
            mask[i] = i % 3 > i / 3 % 3;
        }
        values.leaveOutMasked(mask);
        return values;
    }

    @Test
    void rowsWithOneEntryLeftAreCheckedOnlyForTheirSum() {
        SoftmaxStatistics softmax = of(row(0.7, 0.3));
        RowValues sole = values(0.5, 0.5);
        sole.leaveOutMasked(new boolean[] {false, true});
        softmax.add(sole);

        assertThat(softmax.judgedRows()).isEqualTo(1);
        assertThat(softmax.maxProbabilityMean()).isEqualTo(0.7);
        assertThat(softmax.rowSumErrors()).isEqualTo(1);
    }

    @Test
    void classThatWinsNoRowIsUnused() {
        assertThat(of(row(0.5, 0.3, 0.2), row(0.5, 0.2, 0.3), row(0.1, 0.1, 0.8))
                        .votes()
                        .unused())
                .isEqualTo(1);
    }

    @Test
    void mergedIsTheSameAsAddedTogether() {
        SoftmaxStatistics merged = of(row(0.5, 0.5), row(0.9, 0.1));
        merged.merge(of(row(0.7, 0.4), row(0.1, 0.9), row(0.8, 0.2)));

        assertThat(merged.rows()).isEqualTo(5);
        assertThat(merged.rowSumErrors()).isEqualTo(1);
        assertThat(merged.maxProbabilityMean()).isEqualTo(3.8 / 5, offset(ROUNDING));
        assertThat(merged.topClassFraction()).isEqualTo(3.0 / 5);
    }

    private static double[] row(double... probabilities) {
        return probabilities;
    }

    private static SoftmaxStatistics of(double[]... rows) {
        SoftmaxStatistics softmax = new SoftmaxStatistics(UnitLayout.flat(rows[0].length), false);
        Arrays.stream(rows).map(SoftmaxStatisticsTest::values).forEach(softmax::add);
        return softmax;
    }

    private static RowValues values(double... numbers) {
        RowValues values = new RowValues();
        values.set(numbers, 0, numbers.length);
        return values;
    }
}
