package dev.activations.arrow;

import static java.util.Arrays.asList;
import static org.assertj.core.api.Assertions.assertThat;

import dev.activations.functions.Activation;
import dev.activations.functions.Catalogue;
import dev.activations.functions.Entry;
import dev.activations.functions.kernel.Elementwise;
import dev.activations.functions.kernel.Rowwise;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.arrow.memory.util.Float16;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every function of one column of the catalogue, and every derivative, over every type of vector that it takes: the value
 * of the Java function for each number, or for each row.
 */
class EveryFunctionTest {

    private static final int LENGTH = 4;
    private static final List<ArrowType> LISTS = Stream.concat(
                    ListVectors.KINDS_OF_ANY_LENGTH.stream(), Stream.of(new ArrowType.FixedSizeList(LENGTH)))
            .toList();

    /** Halves hold each of them exactly. */
    private static final List<List<Double>> ROWS =
            asList(asList(-2.0, 0.5, 3.0, -0.25), null, asList(1.0, null, 2.0, 0.0), asList(-1.0, -1.0, 0.0, 4.5));

    @RegisterExtension
    final Memory memory = new Memory();

    static Stream<Arguments> functionsOfNumbers() {
        return Catalogue.all().stream().filter(Entry::isElementwise).flatMap(entry -> Stream.of(
                        FloatingPointPrecision.values())
                .map(precision -> Arguments.of(entry.example(), precision)));
    }

    static Stream<Arguments> functionsOfRows() {
        return Catalogue.all().stream()
                .filter(entry -> entry.example().kernel() instanceof Rowwise)
                .flatMap(entry -> Stream.of(FloatingPointPrecision.values())
                        .map(precision -> Arguments.of(entry.example(), precision)));
    }

    @ParameterizedTest
    @MethodSource("functionsOfNumbers")
    void numbersAndListsOfThem(Activation activation, FloatingPointPrecision precision) {
        Elementwise kernel = activation.elementwise().orElseThrow();
        String name = activation.entry().name();
        BatchFunction value = BatchFunctions.named(activation.call());
        BatchFunction derivative = BatchFunctions.named(activation.call().replaceFirst(name, name + "_derivative"));

        Function<Double, Double> expected = x -> precision == FloatingPointPrecision.DOUBLE
                ? kernel.value(x)
                : Double.valueOf(kernel.value(x.floatValue()));
        Function<Double, Double> slope = x -> precision == FloatingPointPrecision.DOUBLE
                ? kernel.derivative(x)
                : Double.valueOf(kernel.derivative(x.floatValue()));

        for (ArrowType list : LISTS) {
            try (FieldVector x = ListVectors.of(memory.allocator(), list, precision, ROWS);
                    FieldVector y = value.apply(x, memory.allocator());
                    FieldVector z = derivative.apply(x, memory.allocator());
                    FieldVector flat = value.apply(Lists.values(x), memory.allocator())) {
                assertThat(ListVectors.rowsOf(y)).as("%s", list).isEqualTo(each(expected, precision));
                assertThat(ListVectors.rowsOf(z)).as("%s", list).isEqualTo(each(slope, precision));
                assertThat(Vectors.numberAt(flat, 0))
                        .isEqualTo(each(expected, precision).get(0).get(0));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("functionsOfRows")
    void lists(Activation activation, FloatingPointPrecision precision) {
        Rowwise kernel = (Rowwise) activation.kernel();
        BatchFunction function = BatchFunctions.named(activation.call());
        List<List<Double>> expected = new ArrayList<>();
        for (List<Double> row : ROWS) {
            expected.add(row == null || row.contains(null) ? null : row(kernel, row, precision));
        }
        for (ArrowType list : LISTS) {
            try (FieldVector x = ListVectors.of(memory.allocator(), list, precision, ROWS);
                    FieldVector y = function.apply(x, memory.allocator())) {
                assertThat(ListVectors.rowsOf(y)).as("%s", list).isEqualTo(expected);
            }
        }
    }

    private static List<List<Double>> each(Function<Double, Double> function, FloatingPointPrecision precision) {
        List<List<Double>> rows = new ArrayList<>();
        for (List<Double> row : ROWS) {
            rows.add(
                    row == null
                            ? null
                            : row.stream()
                                    .map(x -> x == null ? null : stored(function.apply(x), precision))
                                    .toList());
        }
        return rows;
    }

    private static List<Double> row(Rowwise kernel, List<Double> row, FloatingPointPrecision precision) {
        int length = kernel.outputLength(row.size());
        double[] doubles = row.stream().mapToDouble(x -> x).toArray();
        if (precision == FloatingPointPrecision.DOUBLE) {
            kernel.values(doubles, 0, doubles, 0, doubles.length);
        } else {
            float[] floats = new float[doubles.length];
            for (int i = 0; i < floats.length; i++) {
                floats[i] = (float) doubles[i];
            }
            kernel.values(floats, 0, floats, 0, floats.length);
            for (int i = 0; i < floats.length; i++) {
                doubles[i] = floats[i];
            }
        }
        List<Double> result = new ArrayList<>();
        for (int i = 0; i < length; i++) {
            result.add(stored(doubles[i], precision));
        }
        return result;
    }

    private static double stored(double value, FloatingPointPrecision precision) {
        return precision == FloatingPointPrecision.HALF ? Float16.toFloat(Float16.toFloat16((float) value)) : value;
    }
}
