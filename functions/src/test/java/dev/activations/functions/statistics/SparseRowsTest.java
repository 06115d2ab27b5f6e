package dev.activations.functions.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.activations.functions.Catalogue;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Rows given as their elements add up to what the same rows written out add up to, whatever else is between them. */
class SparseRowsTest {

    private static final int UNITS = 12;
    private static final RowValues NONE = new RowValues();

    static Stream<String> activations() {
        return Stream.concat(Stream.of(""), Catalogue.entries().stream().map(entry -> entry.example()
                .call()));
    }

    @ParameterizedTest
    @MethodSource("activations")
    void addUpToTheSameAsWrittenOut(String activation) {
        LayerStatistics sparse = layer(activation);
        LayerStatistics whole = layer(activation);
        LayerStatistics other = layer(activation);
        Random random = new Random(activation.hashCode());
        for (int row = 0; row < 400; row++) {
            double[] values = values(random, row);
            LayerStatistics target = row < 200 ? sparse : other;
            target.add(NONE, row % 50 == 7 ? dense(values) : sparse(values));
            whole.add(NONE, dense(values));
            if (row % 3 > 0) { // samples of two rows, and of one
                target.endSample();
                whole.endSample();
            }
        }
        sparse.endSample();
        whole.endSample();
        other.endSample();
        sparse.merge(other);

        assertSame(columns(whole), columns(sparse));
    }

    /** Elements that are 0 are written where they stand; a few rows have none, all of them, or one that is no number. */
    private static double[] values(Random random, int row) {
        double[] values = new double[UNITS];
        int elements = row % 40 == 3 ? UNITS : row % 40 == 5 ? UNITS - 1 : random.nextInt(5);
        for (int i = 0; i < elements; i++) {
            int unit = elements >= UNITS - 1 ? i : random.nextInt(UNITS - 1);
            values[unit] = 1e3 * (unit == 4 ? 1 : random.nextGaussian());
        }
        if (row % 90 == 11) {
            values[2] = row % 4 == 0 ? Double.NaN : Double.POSITIVE_INFINITY;
        }
        return values;
    }

    @Test
    void classThatWinsIsTheSame() {
        for (double[] row : new double[][] {{0, 0, 3}, {0, 3, 3}, {0, 0, -1}, {0, -1, -2}, {0, 0, 0}, {5, 4, 3}}) {
            LayerStatistics sparse = layer("");
            LayerStatistics whole = layer("");
            double[] padded = Arrays.copyOf(row, UNITS);
            sparse.add(NONE, sparse(padded));
            whole.add(NONE, dense(padded));
            assertSame(columns(whole), columns(sparse));
        }
    }

    private static LayerStatistics layer(String activation) {
        return new LayerStatistics(
                activation.isEmpty() ? Optional.empty() : RandomRows.activation(activation), UnitLayout.flat(UNITS), 0);
    }

    private static RowValues dense(double[] values) {
        RowValues row = new RowValues();
        row.set(values, 0, values.length);
        return row;
    }

    private static RowValues sparse(double[] values) {
        int[] places =
                IntStream.range(0, values.length).filter(i -> values[i] != 0).toArray();
        RowValues row = new RowValues();
        row.setSparse(places, IntStream.of(places).mapToDouble(i -> values[i]).toArray(), values.length);
        return row;
    }

    private static Map<String, Object> columns(LayerStatistics layer) {
        Map<String, Object> columns = new LinkedHashMap<>();
        SumColumns reader = new SumColumns() {
            @Override
            public long count(String name, long value) {
                columns.put(name, value);
                return value;
            }

            @Override
            public double number(String name, double value) {
                columns.put(name, new double[] {value});
                return value;
            }

            @Override
            public long[] counts(String name, long[] values) {
                columns.put(name, values.clone());
                return values;
            }

            @Override
            public double[] numbers(String name, double[] values) {
                columns.put(name, values.clone());
                return values;
            }

            @Override
            public long[] counts(String name, long[] all, int first, int end) {
                return counts(name, all);
            }

            @Override
            public double[] numbers(String name, double[] all, int first, int end) {
                return numbers(name, all);
            }
        };
        layer.layerColumns(reader);
        layer.unitColumns(reader, 0, UNITS);
        return columns;
    }

    /** Counts are exact; of means, rests are what they leave out, so that only their sum compares. */
    private static void assertSame(Map<String, Object> expected, Map<String, Object> actual) {
        assertThat(actual.keySet()).isEqualTo(expected.keySet());
        expected.forEach((name, value) -> {
            if (!(value instanceof double[] numbers)) {
                assertThat(actual.get(name)).as(name).isEqualTo(value);
            } else if (!name.equals("unit_mean_rest")) {
                double[] others = (double[]) actual.get(name);
                for (int i = 0; i < numbers.length; i++) {
                    if (Double.isFinite(numbers[i])) {
                        assertThat(others[i]).as(name).isCloseTo(numbers[i], within(1e-11 * size(name, numbers[i])));
                    } else {
                        assertThat(others[i]).as(name).isEqualTo(Double.valueOf(numbers[i]));
                    }
                }
            }
        });
    }

    /** Third moments about a mean near 0 cancel: what is left is of the size of what was added. */
    private static double size(String name, double number) {
        return Math.max(Math.abs(number), name.endsWith("_m3") ? 1e13 : 1e3);
    }
}
