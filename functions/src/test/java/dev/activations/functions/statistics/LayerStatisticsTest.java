package dev.activations.functions.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;

import dev.activations.functions.Catalogue;
import dev.activations.functions.statistics.RandomRows.Row;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A layer's rows add up to the same whatever the order and however they were split; and what its figures rest on. */
class LayerStatisticsTest {

    private static final UnitLayout LAYOUT = UnitLayout.alongAxis(new int[] {3, 2}, 0);

    @Property(tries = 300)
    void splitAndMergedInAnyOrderGivesTheSameCountsAndMoments(@ForAll boolean withPre, @ForAll long seed)
            throws IOException, ClassNotFoundException {
        Random random = new Random(seed);
        List<List<Row>> samples = RandomRows.samples(random, LAYOUT.width(), withPre, true, 0.1);
        LayerStatistics whole = RandomRows.statistics("relu6", LAYOUT, samples);
        List<List<Row>> shuffled = new ArrayList<>(samples);
        Collections.shuffle(shuffled, random);

        LayerStatistics merged = RandomRows.statistics("relu6", LAYOUT, List.of());
        for (int from = 0; from < shuffled.size(); ) {
            int to = Math.min(shuffled.size(), from + 1 + random.nextInt(4));
            LayerStatistics part = copy(RandomRows.statistics("relu6", LAYOUT, shuffled.subList(from, to)));
            if (random.nextBoolean()) {
                merged.merge(part);
            } else {
                part.merge(merged);
                merged = part;
            }
            from = to;
        }

        assertThat(counts(merged)).isEqualTo(counts(whole));
        assertThat(merged.values().histogram().bins())
                .isEqualTo(whole.values().histogram().bins());
        double scale = Math.max(whole.values().max(), -whole.values().min());
        assertSame(merged.values().moments(), whole.values().moments(), scale);
        assertSame(merged.derivative(), whole.derivative(), 1);
        for (int u = 0; u < 3; u++) {
            assertSame(
                    merged.units().orElseThrow().mean(u),
                    whole.units().orElseThrow().mean(u),
                    scale);
            assertSame(
                    merged.units().orElseThrow().standardDeviation(u),
                    whole.units().orElseThrow().standardDeviation(u),
                    scale);
        }
    }

    @Property(tries = 200)
    void writtenAsColumnsAndReadBackItHasTheSameSums(
            @ForAll("kinds") String activation, @ForAll boolean withPre, @ForAll long seed) {
        Random random = new Random(seed);
        LayerStatistics layer = RandomRows.statistics(
                activation, LAYOUT, RandomRows.samples(random, LAYOUT.width(), withPre, true, 0.05));

        LayerStatistics copy = SumList.copy(layer, activation, 1 + random.nextInt(3));

        assertThat(counts(copy)).isEqualTo(counts(layer));
        assertThat(copy.values().histogram().bins())
                .isEqualTo(layer.values().histogram().bins());
        List<Double> expected = numbers(layer);
        for (int i = 0; i < expected.size(); i++) {
            double scale = Math.abs(expected.get(i));
            assertSame(numbers(copy).get(i), expected.get(i), Double.isNaN(scale) ? 1 : 1e-3 * scale);
        }
        copy.softmax().ifPresent(softmax -> assertThat(softmax.headEntropies())
                .isEqualTo(layer.softmax().orElseThrow().headEntropies()));
    }

    private static List<Double> numbers(LayerStatistics layer) {
        UnitValues units = layer.unitValues();
        List<Double> numbers = new ArrayList<>(List.of(
                layer.values().moments().mean(),
                layer.inputs().standardDeviation(),
                layer.values().medianMagnitude()));
        for (int u = 0; u < 3; u++) {
            numbers.addAll(List.of(units.mean(u), (double) units.finite(u), units.sumOfSquares(u)));
        }
        return numbers;
    }

    @Provide
    Arbitrary<String> kinds() {
        return Arbitraries.of("relu6", "gelu", "softmax", "identity", "sigmoid");
    }

    @Property(tries = 50)
    void deserialisedAccumulatorContinuesAdding(@ForAll long seed) throws IOException, ClassNotFoundException {
        List<List<Row>> samples = RandomRows.samples(new Random(seed), LAYOUT.width(), true, true, 0.1);
        LayerStatistics whole = RandomRows.statistics("gelu", LAYOUT, samples);

        LayerStatistics copy = RandomRows.statistics("gelu", LAYOUT, samples.subList(0, samples.size() / 2));
        for (List<Row> sample : samples.subList(samples.size() / 2, samples.size())) {
            copy = copy(copy);
            for (Row row : sample) {
                row.addTo(copy);
            }
            copy.endSample();
        }

        assertThat(counts(copy)).isEqualTo(counts(whole));
        assertThat(copy.values().moments().mean())
                .isEqualTo(whole.values().moments().mean());
    }

    /** Every count there is, of the layer, its inputs and each of its units. */
    private static List<Number> counts(LayerStatistics layer) {
        ValueStatistics values = layer.values();
        List<Number> counts = new ArrayList<>(List.of(
                layer.samples(),
                layer.rows(),
                layer.rowsToldByInput(),
                layer.missingValues(),
                layer.maskedValues(),
                layer.nonFiniteOutputs(),
                layer.impossibleOutputs(),
                values.values(),
                values.nan(),
                values.positiveInfinity(),
                values.negativeInfinity(),
                values.negativeZero(),
                values.subnormal(),
                values.finite(),
                values.min(),
                values.max(),
                values.histogram().zeros(),
                layer.inputs().finite(),
                layer.inputs().nonFinite(),
                layer.inputs().min(),
                layer.derivative().count()));
        layer.units().ifPresent(units -> IntStream.range(0, units.units())
                .forEach(u -> counts.addAll(List.of(
                        units.samples(u),
                        units.fired(u),
                        units.values(u),
                        units.firingValues(u),
                        units.tailValues(u),
                        units.low(u),
                        units.high(u),
                        units.nonFinite(u),
                        units.min(u),
                        units.max(u)))));
        return counts;
    }

    private static void assertSame(Moments actual, Moments expected, double scale) {
        assertThat(actual.count()).isEqualTo(expected.count());
        assertSame(actual.mean(), expected.mean(), scale);
        assertSame(actual.standardDeviation(), expected.standardDeviation(), scale);
    }

    private static void assertSame(double actual, double expected, double scale) {
        if (Double.isNaN(expected)) {
            assertThat(actual).isNaN();
        } else {
            assertThat(actual).isEqualTo(expected, offset(1e-12 * scale));
        }
    }

    private static LayerStatistics copy(LayerStatistics statistics) throws IOException, ClassNotFoundException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(statistics);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            return (LayerStatistics) in.readObject();
        }
    }

    @Test
    void valuesOfARowWithoutOutputsAreTheFunctionOfItsInputs() {
        LayerStatistics layer = layer("leaky_relu(alpha=0.25)", 3);
        layer.add(row(-4, 2, Double.NaN), row());

        assertThat(layer.values().min()).isEqualTo(-1);
        assertThat(layer.values().max()).isEqualTo(2);
        assertThat(layer.values().nan()).isEqualTo(1);
        assertThat(layer.nonFiniteOutputs()).isZero();
        assertThat(layer.inputs().nonFinite()).isEqualTo(1);
        assertThat(layer.derivative().mean()).isEqualTo((0.25 + 1) / 2);
    }

    @Test
    void nullInputStaysNullInTheComputedOutput() {
        LayerStatistics layer = layer("relu", 3);
        RowValues pre = row(-1, 5, 3);
        pre.leaveOutNulls(new boolean[] {false, true, false});
        layer.add(pre, row());
        layer.add(row(-1, 2, 3), row());

        assertThat(layer.missingValues()).isEqualTo(1);
        assertThat(layer.values().values()).isEqualTo(5);
        assertThat(layer.values().max()).isEqualTo(3);
    }

    @Test
    void gradientComesFromInputsEvenIfOutputsAreLogged() {
        LayerStatistics layer = layer("relu", 2);
        layer.add(row(-1, -1), row(0, 7));

        assertThat(layer.derivative().mean()).isZero();
        assertThat(layer.values().max()).isEqualTo(7);
    }

    @Test
    void gradientThatOutputsDoNotTellIsLeftOut() {
        LayerStatistics layer = layer("gelu", 2);
        layer.add(row(), row(0.5, 1));
        layer.endSample();

        assertThat(layer.derivative().count()).isZero();
        assertThat(layer.rowsToldByInput()).isZero();
        assertThat(layer.rows()).isEqualTo(1);
    }

    /** The tolerance is 0.004 · max(1, |bound|). */
    @ParameterizedTest
    @CsvSource({
        "relu, -0.004, 0", "relu, -0.0040001, 1", "relu, 1e30, 0", "sigmoid, 1.004, 0", "sigmoid, 1.0041, 1",
        "sigmoid, -0.0041, 1", "softmax, 1.0041, 1", "softmax, -0.005, 1", "softmax, 0.5, 0", "log_softmax, 0.0041, 1",
        "log_softmax, -700, 0", "tanh, -1.0041, 1", "identity, -1e30, 0", "relu6, 6.0239, 0", "relu6, 6.0241, 1",
        "'elu(alpha=2)', -2.0079, 0", "'elu(alpha=2)', -2.0081, 1"
    })
    void outputOutsideTheRangeByMoreThanBf16RoundsByIsImpossible(String activation, double output, long impossible) {
        LayerStatistics layer = layer(activation, 1);
        layer.add(row(), row(output));

        assertThat(layer.impossibleOutputs()).isEqualTo(impossible);
    }

    @Test
    void nonFiniteOutputIsNotImpossible() {
        LayerStatistics layer = layer("relu", 3);
        layer.add(row(), row(Double.NaN, Double.NEGATIVE_INFINITY, 1));

        assertThat(layer.impossibleOutputs()).isZero();
        assertThat(layer.nonFiniteOutputs()).isEqualTo(2);
    }

    @Test
    void reusedRowForgetsWhatWasLeftOutBefore() {
        LayerStatistics layer = layer("relu", 2);
        RowValues post = row(1, 2);
        post.leaveOutNulls(new boolean[] {true, true});
        layer.add(row(), post);
        post.set(new float[] {9, 3, 4}, 1, 2);
        layer.add(row(), post);

        assertThat(layer.values().values()).isEqualTo(2);
        assertThat(layer.values().min()).isEqualTo(3);
        assertThat(layer.missingValues()).isEqualTo(2);
    }

    @Test
    void maskedNullIsCountedOnceAsNull() {
        LayerStatistics layer = layer("relu", 2);
        RowValues post = row(1, 2);
        post.leaveOutNulls(new boolean[] {true, false});
        post.leaveOutMasked(new boolean[] {true, true});
        layer.add(row(), post);

        assertThat(layer.missingValues()).isEqualTo(1);
        assertThat(layer.maskedValues()).isEqualTo(1);
        assertThat(layer.values().values()).isZero();
    }

    @Test
    void rowOfAnotherWidthIsRefused() {
        LayerStatistics layer = layer("relu", 2);

        assertThatThrownBy(() -> layer.add(row(), row(1, 2, 3)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a row of 3 values in a layer of 2");
        assertThatThrownBy(() -> layer.add(row(), row()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a row needs inputs or outputs");
    }

    @ParameterizedTest
    @ValueSource(strings = {"softmax", "log_softmax", "softmin", "sparsemax", "hardmax"})
    void functionsOfAWholeRowHaveNoUnits(String activation) {
        assertThat(layer(activation, 2).units()).isEmpty();
        assertThat(layer(activation, 2).softmax()).isPresent();
    }

    @Test
    void valuesOfUnknownOriginHaveNeitherUnitsNorSoftmax() {
        LayerStatistics layer = new LayerStatistics(Optional.empty(), UnitLayout.flat(2), 0);
        layer.add(row(), row(-5, 5));

        assertThat(layer.units()).isEmpty();
        assertThat(layer.softmax()).isEmpty();
        assertThat(layer.values().values()).isEqualTo(2);
        assertThat(layer.impossibleOutputs()).isZero();
    }

    private static LayerStatistics layer(String activation, int units) {
        return new LayerStatistics(Optional.of(Catalogue.named(activation)), UnitLayout.flat(units), 0);
    }

    private static RowValues row(double... values) {
        RowValues row = new RowValues();
        if (values.length > 0) {
            row.set(values, 0, values.length);
        }
        return row;
    }
}
