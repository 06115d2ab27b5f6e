package dev.activations.functions.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import dev.activations.functions.statistics.RandomRows.Row;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.DoublePredicate;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** What each unit did, against lists of its values kept per sample and counted the obvious way. */
class UnitStatisticsTest {

    /** An activation, and from diagnostics.md when it fires and where its tails begin, the same by input and by output. */
    private enum Known {
        RELU("relu", v -> v > 0, Double.NaN, Double.NaN),
        RELU6("relu6", v -> v > 0 && v < 6, Double.NaN, 6),
        HARD_TANH("hard_tanh", v -> v > -1 && v < 1, -1, 1),
        SOFT_SHRINK_OF_NOTHING("soft_shrink(lambda=0)", v -> v != 0, Double.NaN, Double.NaN);

        private final String call;
        private final DoublePredicate fires;
        private final double lowTail;
        private final double highTail;

        Known(String call, DoublePredicate fires, double lowTail, double highTail) {
            this.call = call;
            this.fires = fires;
            this.lowTail = lowTail;
            this.highTail = highTail;
        }
    }

    /** A value that was kept: what firing was told from, and the output. */
    private record Value(double told, double output) {}

    /** The values of one unit, sample by sample. */
    private record Unit(List<List<Value>> samples) {

        List<Value> values() {
            return samples.stream().flatMap(List::stream).toList();
        }

        long count(DoublePredicate told) {
            return values().stream().filter(v -> told.test(v.told())).count();
        }

        double[] finiteOutputs() {
            return values().stream()
                    .mapToDouble(Value::output)
                    .filter(Double::isFinite)
                    .toArray();
        }
    }

    @Property(tries = 400)
    void countsAndExtremesAreThoseOfBruteForce(
            @ForAll Known function, @ForAll boolean withPre, @ForAll boolean positions, @ForAll long seed) {
        UnitLayout layout = positions ? UnitLayout.alongAxis(new int[] {2, 3, 4}, 1) : UnitLayout.flat(5);
        List<List<Row>> samples = RandomRows.samples(new Random(seed), layout.width(), withPre, true, 0.2);
        UnitStatistics units =
                RandomRows.statistics(function.call, layout, samples).units().orElseThrow();

        assertThat(units.units()).isEqualTo(layout.units());
        for (int u = 0; u < layout.units(); u++) {
            check(units, u, unit(samples, layout, u), function);
        }
    }

    private static void check(UnitStatistics units, int u, Unit unit, Known function) {
        DoublePredicate firing = v -> Double.isFinite(v) && function.fires.test(v);
        assertThat(units.values(u)).isEqualTo(unit.values().size());
        assertThat(units.samples(u))
                .isEqualTo(unit.samples().stream().filter(s -> !s.isEmpty()).count());
        assertThat(units.firingValues(u)).isEqualTo(unit.count(firing));
        assertThat(units.fired(u))
                .isEqualTo(unit.samples().stream()
                        .filter(s -> s.stream().anyMatch(v -> firing.test(v.told())))
                        .count());
        assertThat(units.tailValues(u)).isEqualTo(unit.count(Double::isFinite));
        assertThat(units.low(u)).isEqualTo(unit.count(v -> Double.isFinite(v) && v <= function.lowTail));
        assertThat(units.high(u)).isEqualTo(unit.count(v -> Double.isFinite(v) && v >= function.highTail));
        assertThat(units.nonFinite(u))
                .isEqualTo(unit.values().stream()
                        .filter(v -> !Double.isFinite(v.told()) || !Double.isFinite(v.output()))
                        .count());
        double[] outputs = unit.finiteOutputs();
        assertThat(units.min(u)).isEqualTo(Arrays.stream(outputs).min().orElse(Double.POSITIVE_INFINITY));
        assertThat(units.max(u)).isEqualTo(Arrays.stream(outputs).max().orElse(Double.NEGATIVE_INFINITY));
        if (outputs.length == 0) {
            assertThat(units.mean(u)).isNaN();
            assertThat(units.standardDeviation(u)).isNaN();
        } else {
            ExactMoments exact = ExactMoments.of(outputs);
            double size = Arrays.stream(outputs).map(Math::abs).max().orElseThrow();
            assertThat(units.mean(u)).isEqualTo(exact.mean(), offset(Math.max(1e-12 * size, Double.MIN_VALUE)));
            assertThat(units.standardDeviation(u))
                    .isEqualTo(exact.standardDeviation(), offset(Math.max(1e-12 * size, Double.MIN_VALUE)));
        }
    }

    private static Unit unit(List<List<Row>> samples, UnitLayout layout, int unit) {
        List<List<Value>> bySample = new ArrayList<>();
        for (List<Row> sample : samples) {
            List<Value> kept = new ArrayList<>();
            for (Row row : sample) {
                double[] post = row.post().orElseThrow();
                double[] told = row.pre().orElse(post);
                for (int i = 0; i < layout.width(); i++) {
                    if (i / layout.inner() % layout.units() == unit && !row.isLeftOut(i)) {
                        kept.add(new Value(told[i], post[i]));
                    }
                }
            }
            bySample.add(kept);
        }
        return new Unit(bySample);
    }

    @Test
    void sampleFiresOnceHoweverManyOfItsPositionsDo() {
        LayerStatistics layer =
                new LayerStatistics(RandomRows.activation("relu"), UnitLayout.alongAxis(new int[] {2, 3}, 0), 0);
        add(layer, 1, 2, 3, 0, 0, 0);
        add(layer, 0, 0, 1, 0, 0, 0);
        layer.endSample();
        add(layer, 0, 0, 0, 0, 0, 0);
        layer.endSample();
        UnitStatistics units = layer.units().orElseThrow();

        assertThat(units.samples(0)).isEqualTo(2);
        assertThat(units.fired(0)).isEqualTo(1);
        assertThat(units.firingValues(0)).isEqualTo(4);
        assertThat(units.values(0)).isEqualTo(9);
        assertThat(units.fired(1)).isZero();
        assertThat(layer.samples()).isEqualTo(2);
        assertThat(layer.rows()).isEqualTo(3);
    }

    @Test
    void rectifierFiresAboveEpsilonOnly() {
        LayerStatistics layer = new LayerStatistics(RandomRows.activation("relu"), UnitLayout.flat(3), 0.01);
        add(layer, 0.01, Math.nextUp(0.01), 1e-9);
        layer.endSample();
        UnitStatistics units = layer.units().orElseThrow();

        assertThat(units.fired(0)).isZero();
        assertThat(units.fired(1)).isEqualTo(1);
        assertThat(units.fired(2)).isZero();
    }

    @Test
    void epsilonIsForRectifiersOnly() {
        LayerStatistics layer = new LayerStatistics(RandomRows.activation("hard_tanh"), UnitLayout.flat(2), 0.5);
        add(layer, 0.1, -0.9);
        layer.endSample();

        assertThat(layer.units().orElseThrow().fired(0)).isEqualTo(1);
        assertThat(layer.units().orElseThrow().fired(1)).isEqualTo(1);
    }

    @Test
    void equalValuesHaveASpreadOfExactlyZeroHoweverLargeAndMerged() {
        LayerStatistics merged = new LayerStatistics(RandomRows.activation("relu"), UnitLayout.flat(2), 0);
        for (int part = 0; part < 3; part++) {
            LayerStatistics layer = new LayerStatistics(RandomRows.activation("relu"), UnitLayout.flat(2), 0);
            add(layer, 1e300, 0.1);
            add(layer, 1e300, 0.1);
            layer.endSample();
            merged.merge(layer);
        }
        UnitStatistics units = merged.units().orElseThrow();

        assertThat(units.mean(0)).isEqualTo(1e300);
        assertThat(units.standardDeviation(0)).isZero();
        assertThat(units.mean(1)).isEqualTo(0.1);
        assertThat(units.standardDeviation(1)).isZero();
    }

    private static void add(LayerStatistics layer, double... post) {
        new Row(Optional.empty(), Optional.of(post), new boolean[post.length], new boolean[post.length]).addTo(layer);
    }
}
