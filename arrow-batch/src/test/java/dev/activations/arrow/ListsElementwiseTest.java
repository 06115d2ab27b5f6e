package dev.activations.arrow;

import static java.util.Arrays.asList;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.complex.impl.UnionListWriter;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A function of one number over lists: every value in its place, rows and nulls where they were. */
class ListsElementwiseTest {

    private static final BatchFunction RELU = BatchFunctions.named("relu");

    @RegisterExtension
    final Memory memory = new Memory();

    static Stream<Arguments> listsOfEachPrecision() {
        return ListVectors.KINDS_OF_ANY_LENGTH.stream()
                .flatMap(kind -> Stream.of(FloatingPointPrecision.values()).map(p -> Arguments.of(kind, p)));
    }

    @ParameterizedTest
    @MethodSource("listsOfEachPrecision")
    void everyElementOfEveryRowIsComputed(ArrowType kind, FloatingPointPrecision precision) {
        List<List<Double>> rows = asList(asList(-1.0, 2.0), List.of(), null, asList(null, -3.0, 4.5));
        try (FieldVector x = ListVectors.of(memory.allocator(), kind, precision, rows);
                FieldVector y = RELU.apply(x, memory.allocator())) {
            assertThat(y.getField()).isEqualTo(x.getField());
            assertThat(ListVectors.rowsOf(y))
                    .containsExactly(asList(0.0, 2.0), List.of(), null, asList(null, 0.0, 4.5));
            assertThat(ListVectors.rowsOf(x)).isEqualTo(rows);
        }
    }

    @ParameterizedTest
    @MethodSource("listsOfEachPrecision")
    void inPlaceTooAndVectorsWithoutRows(ArrowType kind, FloatingPointPrecision precision) {
        try (FieldVector x = ListVectors.of(memory.allocator(), kind, precision, asList(asList(-1.0, 2.0), null));
                FieldVector empty = ListVectors.field(kind, precision, Map.of()).createVector(memory.allocator());
                FieldVector y = RELU.apply(empty, memory.allocator())) {
            RELU.applyInPlace(x);
            assertThat(ListVectors.rowsOf(x)).containsExactly(asList(0.0, 2.0), null);
            assertThat(y.getValueCount()).isZero();
        }
    }

    @Test
    void slicesOfListsAreRight() {
        List<List<Double>> rows = asList(asList(-1.0, 2.0), null, asList(-3.0), asList(4.0, null, -5.0));
        try (FieldVector whole =
                ListVectors.of(memory.allocator(), ArrowType.List.INSTANCE, FloatingPointPrecision.SINGLE, rows)) {
            try (FieldVector x = Vectors.slice(whole, 1, 3);
                    FieldVector y = RELU.apply(x, memory.allocator())) {
                assertThat(ListVectors.rowsOf(y)).containsExactly(null, asList(0.0), asList(4.0, null, 0.0));
            }
        }
    }

    @Test
    void tensorsKeepTheirShape() {
        Map<String, String> shape = Map.of(
                "ARROW:extension:name", "arrow.fixed_shape_tensor", "ARROW:extension:metadata", "{\"shape\":[2,2]}");
        Field field = ListVectors.field(new ArrowType.FixedSizeList(4), FloatingPointPrecision.SINGLE, shape);
        try (FieldVector x = ListVectors.of(memory.allocator(), field, asList(asList(-1.0, 2.0, null, -4.0), null));
                FieldVector y = RELU.apply(x, memory.allocator())) {
            assertThat(y.getField()).isEqualTo(x.getField());
            assertThat(y.getField().getMetadata()).isEqualTo(shape);
            assertThat(ListVectors.rowsOf(y)).containsExactly(asList(0.0, 2.0, null, 0.0), null);
        }
    }

    @Test
    void listsOfListsAreComputedToTheBottom() {
        try (ListVector x = listOfLists();
                FieldVector y = RELU.apply(x, memory.allocator())) {
            assertThat(y.getObject(0)).hasToString("[[0.0,2.0],[],[3.0]]");
            assertThat(y.getObject(1)).hasToString("[[0.0]]");
            RELU.applyInPlace(y);
        }
    }

    @Test
    void resultUnderAnotherRootHasItsOwnRows() {
        try (RootAllocator other = new RootAllocator()) {
            FieldVector x = listOfLists();
            try (x;
                    FieldVector y = RELU.apply(x, other)) {
                x.close();
                assertThat(y.getObject(0)).hasToString("[[0.0,2.0],[],[3.0]]");
            }
            assertThat(other.getAllocatedMemory()).isZero();
        }
    }

    @Test
    void listsOfAnythingElseAreRefused() {
        Field field = new Field(
                "tokens",
                ListVectors.field(ArrowType.List.INSTANCE, FloatingPointPrecision.SINGLE, Map.of())
                        .getFieldType(),
                List.of(Field.nullable("item", new ArrowType.Int(32, true))));
        try (FieldVector x = field.createVector(memory.allocator())) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> RELU.apply(x, memory.allocator()))
                    .withMessage("relu takes Float2, Float4 or Float8 vectors and lists of them;"
                            + " column 'tokens' is List<Int(32, true)>");
        }
    }

    private ListVector listOfLists() {
        ListVector vector = ListVector.empty("x", memory.allocator());
        UnionListWriter writer = vector.getWriter();
        float[][][] rows = {{{-1, 2}, {}, {3}}, {{-4}}};
        for (float[][] row : rows) {
            writer.startList();
            for (float[] inner : row) {
                writer.list().startList();
                for (float value : inner) {
                    writer.list().float4().writeFloat4(value);
                }
                writer.list().endList();
            }
            writer.endList();
        }
        writer.setValueCount(rows.length);
        return vector;
    }
}
