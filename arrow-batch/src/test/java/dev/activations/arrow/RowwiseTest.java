package dev.activations.arrow;

import static java.util.Arrays.asList;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.activations.functions.Catalogue;
import dev.activations.functions.kernel.Rowwise;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.complex.ListViewVector;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A function of an array, such as softmax, works on each innermost list of a row on its own. */
class RowwiseTest {

    private static final BatchFunction SOFTMAX = BatchFunctions.named("softmax");
    private static final double LN3 = Math.log(3);

    @RegisterExtension
    final Memory memory = new Memory();

    static Stream<ArrowType> kinds() {
        return ListVectors.KINDS_OF_ANY_LENGTH.stream();
    }

    static Stream<String> functions() {
        return Catalogue.entries().stream()
                .filter(entry -> entry.example().rowwise().isPresent())
                .map(entry -> entry.name());
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void rowsAreIndependentAndARowWithANullElementIsNull(ArrowType kind) {
        List<List<Double>> rows =
                asList(asList(0.0, 0.0), List.of(), null, asList(1.0, null, 1.0), asList(0.0, LN3), asList(7.0));
        try (FieldVector x = doubles(kind, rows);
                FieldVector y = SOFTMAX.apply(x, memory.allocator())) {
            List<List<Double>> result = ListVectors.rowsOf(y);
            assertThat(result.get(0)).containsExactly(0.5, 0.5);
            assertThat(result.get(1)).isEmpty();
            assertThat(result.get(2)).isNull();
            assertThat(result.get(3)).isNull();
            assertThat(result.get(4)).satisfiesExactly(p -> assertThat(p).isCloseTo(0.25, within()), p -> assertThat(p)
                    .isCloseTo(0.75, within()));
            assertThat(result.get(5)).containsExactly(1.0);
            assertThat(ListVectors.rowsOf(x)).isEqualTo(rows);
            assertThat(y.getField()).isEqualTo(x.getField());
        }
    }

    @ParameterizedTest
    @MethodSource("functions")
    void everyFunctionGivesTheBitsOfTheJavaFunctionInRowsOfAnyLength(String name) {
        Rowwise kernel = Catalogue.named(name).rowwise().orElseThrow();
        Stream<Integer> lengths = Stream.concat(
                Stream.of(1, 0, 5, 2047, 3, 2048, 2049, 5000, 2),
                IntStream.range(0, 900).mapToObj(i -> i < 800 ? 10 : i % 2 == 0 ? 0 : 6));
        List<List<Double>> rows = lengths.map(length -> Stream.iterate(1.0, v -> (v * 7919 + 0.5) % 13)
                        .limit(length)
                        .toList())
                .toList();
        for (ArrowType kind : ListVectors.KINDS_OF_ANY_LENGTH) {
            try (FieldVector x = doubles(kind, rows);
                    FieldVector y = BatchFunctions.named(name).apply(x, memory.allocator())) {
                List<List<Double>> result = ListVectors.rowsOf(y);
                for (int row = 0; row < rows.size(); row++) {
                    double[] expected =
                            rows.get(row).stream().mapToDouble(v -> v).toArray();
                    kernel.values(expected, 0, expected, 0, expected.length);
                    assertThat(result.get(row))
                            .isEqualTo(Arrays.stream(expected).boxed().toList());
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void allNullAndWithoutRows(ArrowType kind) {
        try (FieldVector nulls = doubles(kind, Collections.nCopies(9, null));
                FieldVector none = ListVectors.field(kind, FloatingPointPrecision.DOUBLE, Map.of())
                        .createVector(memory.allocator());
                FieldVector first = SOFTMAX.apply(nulls, memory.allocator());
                FieldVector second = SOFTMAX.apply(none, memory.allocator())) {
            assertThat(first.getNullCount()).isEqualTo(9);
            assertThat(second.getValueCount()).isZero();
        }
    }

    @Test
    void tensorsAreComputedRowByRow() {
        Field field = ListVectors.field(
                new ArrowType.FixedSizeList(2),
                FloatingPointPrecision.SINGLE,
                Map.of(
                        "ARROW:extension:name",
                        "arrow.fixed_shape_tensor",
                        "ARROW:extension:metadata",
                        "{\"shape\":[2]}"));
        try (FieldVector x = ListVectors.of(
                        memory.allocator(),
                        field,
                        asList(asList(1.0, 1.0), null, asList(null, 1.0), asList(3.0, 3.0)));
                FieldVector y = SOFTMAX.apply(x, memory.allocator())) {
            assertThat(ListVectors.rowsOf(y)).containsExactly(asList(0.5, 0.5), null, null, asList(0.5, 0.5));
            assertThat(y.getField()).isEqualTo(x.getField());
            assertThat(y.getField().getMetadata()).containsKey("ARROW:extension:metadata");
        }
    }

    @Test
    void halvesAreComputedInFloat() {
        try (FieldVector x = ListVectors.of(
                        memory.allocator(),
                        ArrowType.List.INSTANCE,
                        FloatingPointPrecision.HALF,
                        asList(asList(2.0, 2.0, 2.0, 2.0), asList(0.0, 65504.0)));
                FieldVector y = SOFTMAX.apply(x, memory.allocator())) {
            assertThat(ListVectors.rowsOf(y)).containsExactly(asList(0.25, 0.25, 0.25, 0.25), asList(0.0, 1.0));
        }
    }

    @Test
    void validityIsSharedWhereNoRowHasANullElement() {
        try (FieldVector x = doubles(ArrowType.List.INSTANCE, asList(asList(1.0), null));
                FieldVector y = SOFTMAX.apply(x, memory.allocator())) {
            assertThat(y.getValidityBuffer().memoryAddress())
                    .isEqualTo(x.getValidityBuffer().memoryAddress());
            assertThat(y.getOffsetBuffer().memoryAddress())
                    .isEqualTo(x.getOffsetBuffer().memoryAddress());
        }
    }

    @Test
    void rowsThatDoNotStartAtTheFirstValueStayWhereTheyAre() {
        try (ListVector x = (ListVector) doubles(ArrowType.List.INSTANCE, asList(asList(9.0, 9.0), asList(1.0, 1.0)))) {
            x.getOffsetBuffer().setInt(0, 1);
            x.getOffsetBuffer().setInt(4, 2);
            x.getOffsetBuffer().setInt(8, 3);
            try (FieldVector y = SOFTMAX.apply(x, memory.allocator())) {
                assertThat(ListVectors.rowsOf(y)).containsExactly(asList(1.0), asList(1.0));
                assertThat(((Float8Vector) Lists.values(y)).get(0)).isZero();
                assertThat(((Float8Vector) Lists.values(y)).get(3)).isZero();
            }
        }
    }

    @Test
    void overlappingRowsOfAViewAreEachComputedFromTheInput() {
        try (ListViewVector x =
                (ListViewVector) doubles(ArrowType.ListView.INSTANCE, asList(asList(0.0, 0.0), asList(LN3)))) {
            x.getOffsetBuffer().setInt(4, 1);
            x.getSizeBuffer().setInt(4, 2);
            try (FieldVector y = SOFTMAX.apply(x, memory.allocator())) {
                List<List<Double>> result = ListVectors.rowsOf(y);
                assertThat(result.get(0)).containsExactly(0.5, 0.5);
                assertThat(result.get(1).get(1)).isCloseTo(0.75, within());
            }
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> SOFTMAX.applyInPlace(x))
                    .withMessage("softmax cannot change column 'x' in place: the rows of a list view may overlap;"
                            + " make it a list first; or apply it into a new vector");
        }
    }

    @Test
    void inPlaceMakesARowWithANullElementNull() {
        try (FieldVector x =
                doubles(ArrowType.List.INSTANCE, asList(asList(4.0, 4.0), asList(1.0, null), asList(3.0)))) {
            SOFTMAX.applyInPlace(x);
            assertThat(ListVectors.rowsOf(x)).containsExactly(asList(0.5, 0.5), null, asList(1.0));
        }
    }

    @Test
    void numbersAreRefusedBecauseARowNeedsAList() {
        try (FieldVector x = Vectors.floats(memory.allocator(), 1f)) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> SOFTMAX.apply(x, memory.allocator()))
                    .withMessage("softmax takes lists of Float2, Float4 or Float8 (it works on a row's whole list);"
                            + " column 'x' is FloatingPoint(SINGLE)");
        }
    }

    @Test
    void brokenOffsetsAreNamedAndNothingStaysAllocated() {
        try (ListVector x = (ListVector) doubles(ArrowType.List.INSTANCE, asList(asList(1.0, 2.0), asList(3.0)))) {
            long before = memory.allocator().getAllocatedMemory();
            x.getOffsetBuffer().setInt(8, 1000);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> SOFTMAX.apply(x, memory.allocator()))
                    .withMessage("row 1 of column 'x' is broken: it reaches from 2 to 1000 of 3 values");
            assertThat(memory.allocator().getAllocatedMemory()).isEqualTo(before);
        }
    }

    private FieldVector doubles(ArrowType kind, List<List<Double>> rows) {
        return ListVectors.of(memory.allocator(), kind, FloatingPointPrecision.DOUBLE, rows);
    }

    private static Offset<Double> within() {
        return Offset.offset(1e-15);
    }
}
