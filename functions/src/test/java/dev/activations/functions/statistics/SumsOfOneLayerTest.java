package dev.activations.functions.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;
import static org.assertj.core.api.Assertions.within;

import dev.activations.functions.Catalogue;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the figures of a judgement rest on, of logs small enough to be computed by numpy (the expected numbers are). */
class SumsOfOneLayerTest {

    private static final double NULL = Double.longBitsToDouble(0x7ff8_0000_0000_0badL);

    /** Of three samples of logits, the second has its last class masked, the third shares its maximum. */
    @ParameterizedTest
    @CsvSource({
        "softmax, 0.375, 0.2706757298477185, 0.7285539807514575, 0.6312755955091686, 1",
        "log_softmax, -1.5080780818033315, 1.2478150603970062, 0.7285539807514576, 0.6312755955091686, 1",
        "softmin, 0.375, 0.31226146037158964, 0.6574310705192563, 0.7256680040322605, 0"
    })
    void softmaxWithOnlyLogitsHasEveryFigure(
            String kind, double mean, double deviation, double entropy, double top, int unused) {
        LayerStatistics layer = layer(Optional.of(kind), UnitLayout.flat(3));
        RowValues masked = row(0.5, 0.25, -1);
        masked.leaveOutMasked(new boolean[] {false, false, true});
        add(layer, row(1, 2, 4), row());
        add(layer, masked, row());
        add(layer, row(3, 3, 0), row());

        SoftmaxStatistics softmax = layer.softmax().orElseThrow();
        assertThat(layer.values().values()).isEqualTo(8);
        assertThat(layer.values().moments().mean()).isEqualTo(mean, within(1e-15));
        assertThat(layer.values().moments().standardDeviation()).isEqualTo(deviation, within(1e-15));
        assertThat(softmax.entropyMean()).isEqualTo(entropy, within(1e-15));
        assertThat(softmax.maxProbabilityMean()).isEqualTo(top, within(1e-15));
        assertThat(softmax.topClassFraction()).isEqualTo(1.0 / 3);
        assertThat(softmax.votes().unused()).isEqualTo(unused);
        assertThat(softmax.rowSumErrors()).isZero();
    }

    @Test
    void softmaxOfLogitsThatAreAllMinusInfinityIsNotFinite() {
        LayerStatistics layer = layer(Optional.of("softmax"), UnitLayout.flat(2));
        add(layer, row(Double.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY), row());
        add(layer, row(Double.NEGATIVE_INFINITY, 1), row()); // a mask by intention

        assertThat(layer.nonFiniteOutputs()).isEqualTo(2);
        assertThat(layer.softmax().orElseThrow().rows()).isEqualTo(1);
    }

    /** The third unit's gradient is 7 where its value is NULL, and the third sample has no values at all. */
    @Test
    void gradientsCountWhereTheLayerHasValues() {
        LayerStatistics layer = layer(Optional.of("relu"), UnitLayout.flat(3));
        layer.add(row(), row(1, 2, NULL), row(0, -0.5, 7));
        layer.endSample();
        layer.add(row(), row(1, 2, 3), row(0, Double.NaN, 0.25));
        layer.endSample();
        layer.add(row(), row(NULL, NULL, NULL), row(9, 9, 9));
        layer.endSample();

        GradientStatistics gradients = layer.gradients();
        assertThat(layer.samples()).isEqualTo(2);
        assertThat(gradients.samples()).isEqualTo(2);
        assertThat(gradients.values()).isEqualTo(5);
        assertThat(gradients.nonFinite()).isEqualTo(1);
        assertThat(gradients.meanAbsolute()).isEqualTo(0.1875);
        assertThat(gradients.norm()).isEqualTo(0.39528470752104744, within(1e-15));
        assertThat(IntStream.range(0, 3).filter(gradients::isUnreached)).containsExactly(0);
    }

    @Test
    void gradientsThatAreAllNaNCountAsLogged() {
        LayerStatistics layer = layer(Optional.of("relu"), UnitLayout.flat(1));
        layer.add(row(), row(1), row(Double.NaN));
        layer.endSample();

        assertThat(layer.gradients().isPresent()).isTrue();
        assertThat(layer.gradients().nonFinite()).isEqualTo(1);
        assertThat(layer.gradients().norm()).isNaN();
    }

    @Test
    void everyLayerHasTheSumsOfItsUnits() {
        LayerStatistics layer = layer(Optional.empty(), UnitLayout.flat(4));
        add(layer, row(), row(1, -2, 0, 5000));
        add(layer, row(), row(3, -2, 0, -4000));
        add(layer, row(), row(2, 4, 0, 1));
        add(layer, row(), row(5, 5, 0, 1));

        UnitValues units = layer.unitValues();
        assertThat(layer.units()).isEmpty();
        assertThat(all(4, units::sumOfSquares)).containsExactly(new double[] {39, 49, 0, 41000002}, offset(1e-8));
        assertThat(all(4, units::mean)).containsExactly(new double[] {2.75, 1.25, 0, 250.5}, offset(1e-12));
        assertThat(all(4, units::standardDeviation))
                .containsExactly(
                        new double[] {1.479019945774904, 3.2691742076555053, 0, 3191.7472096016627}, offset(1e-12));
        assertThat(all(4, units::maxMagnitude)).containsExactly(5, 5, 0, 5000);
        assertThat(IntStream.range(0, 4).mapToLong(units::finite)).containsOnly(4L);
        assertThat(layer.values().moments().rootMeanSquare()).isEqualTo(1600.7828163120691, within(1e-12));
    }

    @ParameterizedTest
    @CsvSource({"identity", "''"})
    void outputsWithoutAFunctionVoteForTheirLargestUnit(String activation) {
        Optional<String> named = Optional.of(activation).filter(name -> !name.isEmpty());
        LayerStatistics layer = layer(named, UnitLayout.alongAxis(new int[] {3, 2}, 0));
        add(layer, row(), row(1, 2, 3, 1, 0, 5)); // positions (1, 3, 0) and (2, 1, 5)
        add(layer, row(), row(4, NULL, 3, 1, 0, 5)); // (4, 3, 0); the other lacks a unit
        add(layer, row(), row(1, 7, 1, 7, 0, 5)); // (1, 1, 0) and (7, 7, 5): shared

        ClassVotes votes = layer.votes().orElseThrow();
        assertThat(votes.rows()).isEqualTo(5);
        assertThat(votes.topFraction()).isEqualTo(0.2);
        assertThat(votes.wins(1)).isEqualTo(1);
    }

    @Test
    void onlyOutputsWithoutAFunctionVote() {
        assertThat(layer(Optional.of("relu"), UnitLayout.flat(3)).votes()).isEmpty();
        assertThat(layer(Optional.empty(), UnitLayout.flat(1)).votes()).isEmpty();
    }

    /** Unit 0 always in the low tail, 1 in the high one, 2 jumps between them, 3 in neither. */
    @Test
    void tailsAreCountedApart() {
        LayerStatistics layer = layer(Optional.of("sigmoid"), UnitLayout.flat(4));
        add(layer, row(-5, 5, -5, 0), row());
        add(layer, row(-4.5, 4.5, 4.5, 1), row());
        add(layer, row(-6, 7, -6, NULL), row());

        UnitStatistics units = layer.units().orElseThrow();
        assertThat(IntStream.range(0, 4).filter(units::isAllLow)).containsExactly(0);
        assertThat(IntStream.range(0, 4).filter(units::isAllHigh)).containsExactly(1);
        assertThat(IntStream.range(0, 4).mapToLong(units::samples)).containsExactly(3L, 3L, 3L, 2L);
        assertThat(layer.inputs().mean()).isEqualTo(-0.4090909090909091, within(1e-15));
        assertThat(layer.inputs().standardDeviation()).isEqualTo(4.823324870866294, within(1e-15));
        assertThat(layer.inputs().min()).isEqualTo(-6);
    }

    @Test
    void unitWithoutValuesOrWithANaNLiesInNoTail() {
        LayerStatistics layer = layer(Optional.of("sigmoid"), UnitLayout.flat(2));
        add(layer, row(NULL, -9), row());
        add(layer, row(NULL, Double.NaN), row());

        UnitStatistics units = layer.units().orElseThrow();
        assertThat(IntStream.range(0, 2).filter(units::isAllLow)).isEmpty();
        assertThat(units.samples(0)).isZero();
    }

    /** A NULL input is as little a value as a NULL output. */
    @Test
    void elementThatOneColumnLacksIsLeftOutOfAll() {
        LayerStatistics layer = layer(Optional.of("relu"), UnitLayout.flat(2));
        add(layer, row(NULL, 3), row(8, 3));
        add(layer, row(-1, 2), row(NULL, 2));

        assertThat(layer.values().values()).isEqualTo(2);
        assertThat(layer.values().max()).isEqualTo(3);
        assertThat(layer.missingValues()).isEqualTo(2);
        assertThat(layer.units().orElseThrow().samples(0)).isZero();
        assertThat(layer.inputs().finite()).isEqualTo(2);
    }

    private static double[] all(int units, IntToDoubleFunction figure) {
        return IntStream.range(0, units).mapToDouble(figure).toArray();
    }

    private static LayerStatistics layer(Optional<String> activation, UnitLayout layout) {
        return new LayerStatistics(activation.map(Catalogue::ofLayer), layout, 0);
    }

    private static void add(LayerStatistics layer, RowValues pre, RowValues post) {
        layer.add(pre, post);
        layer.endSample();
    }

    private static RowValues row(double... values) {
        RowValues row = new RowValues();
        if (values.length > 0) {
            row.set(values, 0, values.length);
            boolean[] isNull = new boolean[values.length];
            for (int i = 0; i < values.length; i++) {
                isNull[i] = Double.doubleToRawLongBits(values[i]) == Double.doubleToRawLongBits(NULL);
            }
            if (Arrays.equals(isNull, new boolean[values.length])) {
                return row;
            }
            row.leaveOutNulls(isNull);
        }
        return row;
    }
}
