package dev.activations.functions.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.activations.functions.Catalogue;
import dev.activations.functions.kernel.Elementwise;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows that come in floats, which are counted by their keys, add up to what the same rows in doubles do, bit for bit. */
class FloatRowsTest {

    private static final int WIDTH = 67;

    private static final float[] EDGES = {
        0f, -0f, Float.MIN_VALUE, -Float.MIN_VALUE, Float.MIN_NORMAL, Float.MAX_VALUE, -Float.MAX_VALUE, 1, -1, 6, 3, -3
    };

    static Stream<String> functions() {
        return Catalogue.entries().stream()
                .filter(entry -> entry.isElementwise())
                .map(entry -> entry.example().call());
    }

    /** Every other row is told from its input as well, whose tails and firing differ from the output's. */
    @ParameterizedTest
    @MethodSource("functions")
    void diagnosisCountsTheSame(String call) {
        LayerStatistics floats = new LayerStatistics(Optional.of(Catalogue.named(call)), UnitLayout.flat(WIDTH), 0);
        LayerStatistics doubles = new LayerStatistics(Optional.of(Catalogue.named(call)), UnitLayout.flat(WIDTH), 0);
        Random random = new Random(call.hashCode());
        for (int row = 0; row < 60; row++) {
            float[] pre = row(random, call);
            float[] post = row % 2 == 0 ? row(random, call) : new float[0];
            floats.add(ofFloats(pre), ofFloats(post));
            doubles.add(ofDoubles(pre), ofDoubles(post));
            if (row % 3 > 0) {
                floats.endSample();
                doubles.endSample();
            }
        }
        same(floats, doubles);
        assertThat(floats.values().subnormal()).isEqualTo(doubles.values().subnormal());
        floats.merge(doubles);
        doubles.merge(doubles);
        same(floats, doubles);
    }

    @ParameterizedTest
    @MethodSource("functions")
    void summaryCountsTheSame(String call) {
        LayerStatistics floats = LayerStatistics.summary(Catalogue.named(call), UnitLayout.flat(WIDTH));
        LayerStatistics doubles = LayerStatistics.summary(Catalogue.named(call), UnitLayout.flat(WIDTH));
        Random random = new Random(call.hashCode());
        for (int row = 0; row < 60; row++) {
            float[] post = row(random, call);
            floats.add(new RowValues(), ofFloats(post));
            doubles.add(new RowValues(), ofDoubles(post));
            floats.endSample();
            doubles.endSample();
        }
        same(floats, doubles);
    }

    /** Ordinary numbers, in most rows some at the ends of floats and at the thresholds, in some NaN or an infinity. */
    private static float[] row(Random random, String call) {
        float[] row = new float[WIDTH];
        for (int i = 0; i < WIDTH; i++) {
            row[i] = (float) random.nextGaussian() * 4;
        }
        for (int i = random.nextInt(20); i < WIDTH; i += 1 + random.nextInt(20)) {
            row[i] = random.nextBoolean() ? EDGES[random.nextInt(EDGES.length)] : threshold(random, call);
        }
        if (random.nextInt(4) == 0) {
            row[random.nextInt(WIDTH)] = List.of(Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY)
                    .get(random.nextInt(3));
        }
        return row;
    }

    /** A threshold of the function as a float, or one of the floats beside it. */
    private static float threshold(Random random, String call) {
        Elementwise function = (Elementwise) Catalogue.named(call).kernel();
        Thresholds thresholds = Thresholds.of(
                random.nextBoolean()
                        ? function.behaviour().byInput()
                        : function.behaviour().byOutput());
        double[] all = {thresholds.above(), thresholds.below(), thresholds.lowTail(), thresholds.highTail()};
        float near = (float) all[random.nextInt(all.length)];
        float beside =
                switch (random.nextInt(3)) {
                    case 0 -> Math.nextDown(near);
                    case 1 -> near;
                    default -> Math.nextUp(near);
                };
        return Float.isFinite(beside) ? beside : 0.5f;
    }

    private static RowValues ofFloats(float[] row) {
        RowValues values = new RowValues();
        if (row.length > 0) {
            values.set(row, 0, row.length);
        }
        return values;
    }

    private static RowValues ofDoubles(float[] row) {
        double[] wide = new double[row.length];
        for (int i = 0; i < row.length; i++) {
            wide[i] = row[i];
        }
        RowValues values = new RowValues();
        if (row.length > 0) {
            values.set(wide, 0, wide.length);
        }
        return values;
    }

    private static void same(LayerStatistics actual, LayerStatistics expected) {
        ValueStatistics values = expected.values();
        assertThat(actual.values().values()).isEqualTo(values.values());
        assertThat(actual.values().finite()).isEqualTo(values.finite());
        assertThat(actual.values().zeros()).isEqualTo(values.zeros()).isPositive();
        assertThat(actual.values().nonFinite()).isEqualTo(values.nonFinite()).isPositive();
        assertThat(actual.values().min() == values.min()).isTrue();
        assertThat(actual.values().max() == values.max()).isTrue();
        assertThat(actual.values().moments().mean()).isEqualTo(values.moments().mean());
        assertThat(actual.values().moments().standardDeviation())
                .isEqualTo(values.moments().standardDeviation());
        assertThat(actual.values().moments().skewness())
                .isEqualTo(values.moments().skewness());
        assertThat(actual.samples()).isEqualTo(expected.samples());
        UnitStatistics units = expected.units().orElseThrow();
        UnitStatistics others = actual.units().orElseThrow();
        for (int u = 0; u < WIDTH; u++) {
            assertThat(others.fired(u)).isEqualTo(units.fired(u));
            assertThat(others.firingValues(u)).isEqualTo(units.firingValues(u));
            assertThat(others.low(u)).isEqualTo(units.low(u));
            assertThat(others.high(u)).isEqualTo(units.high(u));
            assertThat(others.samples(u)).isEqualTo(units.samples(u));
            assertThat(others.nonFinite(u)).isEqualTo(units.nonFinite(u));
        }
    }

    @ParameterizedTest
    @ValueSource(
            doubles = {
                0,
                -0.0,
                1,
                0.1,
                -0.1,
                5e-324,
                -5e-324,
                1e-46,
                1e39,
                -1e39,
                Double.MAX_VALUE,
                Double.POSITIVE_INFINITY,
                Double.NEGATIVE_INFINITY,
                Double.NaN
            })
    void keysAreOnTheSideOfABoundThatTheirFloatsAreOn(double bound) {
        for (float edge : EDGES) {
            for (float value : new float[] {edge, Math.nextDown(edge), Math.nextUp(edge), 0.1f, -0.1f}) {
                if (Float.isFinite(value)) {
                    int key = FloatKeys.of(Float.floatToRawIntBits(value));
                    assertThat(FloatKeys.value(key)).isEqualTo(value);
                    assertThat(key >= FloatKeys.atLeast(bound)).isEqualTo(value >= bound);
                    assertThat(key <= FloatKeys.atMost(bound)).isEqualTo(value <= bound);
                    assertThat(FloatKeys.below(key, FloatKeys.atLeast(bound)) < 0)
                            .isEqualTo(!(value >= bound));
                }
            }
        }
    }
}
