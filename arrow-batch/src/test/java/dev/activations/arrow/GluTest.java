package dev.activations.arrow;

import static java.util.Arrays.asList;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.activations.functions.Catalogue;
import dev.activations.functions.kernel.Rowwise;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Gated linear units halve every row: (a, b) becomes a times the gate of b. */
class GluTest {

    private static final BatchFunction REGLU = BatchFunctions.named("reglu");

    @RegisterExtension
    final Memory memory = new Memory();

    static Stream<ArrowType> kinds() {
        return ListVectors.KINDS_OF_ANY_LENGTH.stream();
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void rowsHalveAndNullsStay(ArrowType kind) {
        List<List<Double>> rows = asList(
                asList(1.0, 2.0, 3.0, -4.0), List.of(), null, asList(1.0, null), asList(5.0, 6.0), asList(7.0, 0.5));
        try (FieldVector x = of(kind, rows);
                FieldVector y = REGLU.apply(x, memory.allocator())) {
            assertThat(ListVectors.rowsOf(y))
                    .containsExactly(asList(3.0, 0.0), List.of(), null, null, asList(30.0), asList(3.5));
            assertThat(y.getField()).isEqualTo(x.getField());
            assertThat(ListVectors.rowsOf(x)).isEqualTo(rows);
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void everyKindGivesTheBitsOfTheJavaFunctionInRowsOfAnyLength(ArrowType kind) {
        Stream<Integer> lengths = Stream.concat(
                Stream.of(2, 0, 6, 2046, 2048, 2050, 5000, 4),
                IntStream.range(0, 900).mapToObj(i -> i < 800 ? 10 : i % 2 == 0 ? 0 : 6));
        List<List<Double>> rows = lengths.map(length -> Stream.iterate(1.0, v -> (v * 7919 + 0.5) % 13 - 6)
                        .limit(length)
                        .toList())
                .toList();
        for (String name : List.of("glu", "reglu", "geglu", "geglu(approximate=none)", "swiglu")) {
            Rowwise kernel = (Rowwise) Catalogue.anyNamed(name).kernel();
            try (FieldVector x = of(kind, rows);
                    FieldVector y = BatchFunctions.named(name).apply(x, memory.allocator())) {
                List<List<Double>> result = ListVectors.rowsOf(y);
                for (int row = 0; row < rows.size(); row++) {
                    double[] input = rows.get(row).stream().mapToDouble(v -> v).toArray();
                    double[] expected = new double[input.length / 2];
                    kernel.values(input, 0, expected, 0, input.length);
                    assertThat(result.get(row))
                            .isEqualTo(Arrays.stream(expected).boxed().toList());
                }
            }
        }
    }

    @Test
    void fixedSizeListsGetHalfTheSize() {
        try (FieldVector x = of(new ArrowType.FixedSizeList(4), asList(asList(1.0, 2.0, 3.0, 4.0), null));
                FieldVector y = REGLU.apply(x, memory.allocator())) {
            assertThat(y.getField().getType()).isEqualTo(new ArrowType.FixedSizeList(2));
            assertThat(ListVectors.rowsOf(y)).containsExactly(asList(3.0, 8.0), null);
        }
    }

    @Test
    void rowOfOddLengthIsNamed() {
        try (FieldVector x = of(ArrowType.List.INSTANCE, asList(asList(1.0, 2.0), asList(1.0, 2.0, 3.0)))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> REGLU.apply(x, memory.allocator()))
                    .withMessage("row 1 of column 'x': a gated linear unit halves its row, which has 3 values");
        }
        Field odd = ListVectors.field(new ArrowType.FixedSizeList(3), FloatingPointPrecision.DOUBLE, Map.of());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> REGLU.resultField(odd))
                .withMessage("column 'x': a gated linear unit halves its row, which has 3 values");
    }

    @Test
    void tensorsAreRefusedBecauseTheirShapeWouldNoLongerBeTrue() {
        Map<String, String> shape = Map.of("ARROW:extension:name", "arrow.fixed_shape_tensor");
        Field tensor = ListVectors.field(new ArrowType.FixedSizeList(4), FloatingPointPrecision.SINGLE, shape);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> REGLU.resultField(tensor))
                .withMessage("column 'x' is a tensor, whose rows cannot change their length;"
                        + " pass it as a FixedSizeList");
    }

    @Test
    void inPlaceIsRefusedBecauseRowsChangeTheirLength() {
        try (FieldVector x = of(ArrowType.List.INSTANCE, asList(asList(1.0, 2.0)))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> REGLU.applyInPlace(x))
                    .withMessage("reglu cannot change column 'x' in place: its rows change their length;"
                            + " or apply it into a new vector");
        }
    }

    private FieldVector of(ArrowType kind, List<List<Double>> rows) {
        return ListVectors.of(memory.allocator(), kind, FloatingPointPrecision.DOUBLE, rows);
    }
}
