package dev.activations.arrow;

import static java.util.Arrays.asList;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.activations.functions.Catalogue;
import dev.activations.functions.kernel.ClassLoss;
import dev.activations.functions.kernel.Loss;
import dev.activations.functions.kernel.PairLoss;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.SmallIntVector;
import org.apache.arrow.vector.UInt1Vector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Losses and gradients through a softmax, which take two columns: numbers, lists, a class, and what is refused. */
class TwoColumnsTest {

    private static final double LN2 = 0.6931471805599453;

    @RegisterExtension
    final Memory memory = new Memory();

    static Stream<ArrowType> lists() {
        return Stream.concat(ListVectors.KINDS_OF_ANY_LENGTH.stream(), Stream.of(new ArrowType.FixedSizeList(2)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"mse_loss", "bce_loss", "bce_with_logits_loss"})
    void lossOfNumbersHasTheJavaFunctionsBitsAndIsNullWhereEitherIs(String name) {
        PairLoss loss = ((Loss) Catalogue.anyNamed(name).kernel()).ofPair();
        Float[] predictions = {0.25f, null, 0.75f, 1f, Float.NaN, 0f};
        Float[] targets = {0f, 1f, null, 1f, 0f, 1f};
        try (FieldVector p = Vectors.floats(memory.allocator(), predictions);
                FieldVector t = Vectors.floats(memory.allocator(), targets);
                FieldVector y = BatchFunctions.named(name).apply(p, t, memory.allocator())) {
            for (int i = 0; i < predictions.length; i++) {
                Float expected = predictions[i] == null || targets[i] == null
                        ? null
                        : Float.valueOf(loss.value(predictions[i], targets[i]));
                assertThat(y.getObject(i)).as("row %d", i).isEqualTo(expected);
            }
            assertThat(y.getNullCount()).isEqualTo(2);
        }
    }

    @Test
    void valuesByHand() {
        try (FieldVector p = Vectors.doubles(memory.allocator(), 3.0, 0.0, 0.5);
                FieldVector t = Vectors.doubles(memory.allocator(), 1.0, 1.0, 0.5);
                FieldVector squares = BatchFunctions.named("mse_loss").apply(p, t, memory.allocator());
                FieldVector logits =
                        BatchFunctions.named("bce_with_logits_loss").apply(p, t, memory.allocator());
                FieldVector entropies = BatchFunctions.named("bce_loss").apply(p, t, memory.allocator())) {
            assertThat(squares).hasToString("[4.0, 1.0, 0.0]");
            assertThat((double) logits.getObject(1)).isEqualTo(LN2, within(1e-16));
            assertThat((double) entropies.getObject(1)).isEqualTo(100);
            assertThat((double) entropies.getObject(2)).isEqualTo(LN2, within(1e-16));
        }
    }

    @Test
    void resultHasTheWiderOfBothTypes() {
        try (FieldVector halves = numbers(FloatingPointPrecision.HALF, 1.5);
                FieldVector floats = Vectors.floats(memory.allocator(), 0.25f);
                FieldVector doubles = Vectors.doubles(memory.allocator(), 1e-3)) {
            BatchFunction loss = BatchFunctions.named("mse_loss");
            try (FieldVector half = loss.apply(halves, halves, memory.allocator());
                    FieldVector single = loss.apply(halves, floats, memory.allocator());
                    FieldVector wide = loss.apply(floats, doubles, memory.allocator())) {
                assertThat(half.getField().getType())
                        .isEqualTo(halves.getField().getType());
                assertThat(single.getObject(0)).isEqualTo(1.5625f);
                assertThat(wide.getObject(0)).isEqualTo((0.25 - 1e-3) * (0.25 - 1e-3));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("lists")
    void lossOfListsIsReducedAsAsked(ArrowType kind) {
        List<List<Double>> predictions = asList(asList(3.0, 1.0), null, asList(1.0, 1.0), asList(1.0, null));
        List<List<Double>> targets = asList(asList(1.0, 1.0), asList(0.0, 0.0), asList(1.0, 4.0), asList(1.0, 1.0));
        try (FieldVector p = lists(kind, FloatingPointPrecision.DOUBLE, predictions);
                FieldVector t = lists(kind, FloatingPointPrecision.SINGLE, targets);
                FieldVector mean = BatchFunctions.named("mse_loss").apply(p, t, memory.allocator());
                FieldVector sum =
                        BatchFunctions.named("mse_loss(reduction=sum)").apply(p, t, memory.allocator());
                FieldVector each =
                        BatchFunctions.named("mse_loss(reduction=none)").apply(p, t, memory.allocator())) {
            assertThat(mean).hasToString("[2.0, null, 4.5, null]");
            assertThat(sum).hasToString("[4.0, null, 9.0, null]");
            assertThat(ListVectors.rowsOf(each)).containsExactly(asList(4.0, 0.0), null, asList(0.0, 9.0), null);
            assertThat(each.getField().getType()).isEqualTo(kind);
        }
    }

    @Test
    void emptyListsHaveTheSumZeroAndNoMean() {
        try (FieldVector x = lists(ArrowType.List.INSTANCE, FloatingPointPrecision.DOUBLE, List.of(List.of()));
                FieldVector mean = BatchFunctions.named("mse_loss").apply(x, x, memory.allocator());
                FieldVector sum =
                        BatchFunctions.named("mse_loss(reduction=sum)").apply(x, x, memory.allocator())) {
            assertThat(mean).hasToString("[NaN]");
            assertThat(sum).hasToString("[0.0]");
        }
    }

    @ParameterizedTest
    @MethodSource("lists")
    void gradientsThroughASoftmaxInEachPrecision(ArrowType kind) {
        List<List<Double>> inputs = asList(asList(7.0, 7.0), null, asList(1.0, 2.0), asList(0.0, 0.0));
        List<List<Double>> upstream = asList(asList(1.0, 0.0), asList(1.0, 1.0), asList(null, 1.0), asList(2.0, 2.0));
        for (FloatingPointPrecision precision : FloatingPointPrecision.values()) {
            try (FieldVector x = lists(kind, precision, inputs);
                    FieldVector u = lists(kind, precision, upstream);
                    FieldVector softmax =
                            BatchFunctions.named("softmax_backward").apply(x, u, memory.allocator());
                    FieldVector log =
                            BatchFunctions.named("log_softmax_backward").apply(x, u, memory.allocator())) {
                assertThat(ListVectors.rowsOf(softmax))
                        .containsExactly(asList(0.25, -0.25), null, null, asList(0.0, 0.0));
                assertThat(ListVectors.rowsOf(log)).containsExactly(asList(0.5, -0.5), null, null, asList(0.0, 0.0));
                assertThat(softmax.getField().getType()).isEqualTo(kind);
                assertThat(Lists.values(softmax).getField().getType())
                        .isEqualTo(new ArrowType.FloatingPoint(precision));
            }
        }
    }

    @ParameterizedTest
    @EnumSource(FloatingPointPrecision.class)
    void crossEntropyOfLogitsAndAClassOfAnyIntegerType(FloatingPointPrecision precision) {
        List<List<Double>> rows = asList(asList(0.0, 0.0), asList(5.0), null, asList(1.0, null), asList(0.0, 0.0));
        try (FieldVector logits = lists(ArrowType.List.INSTANCE, precision, rows);
                SmallIntVector signed = new SmallIntVector("class", memory.allocator());
                UInt1Vector unsigned = new UInt1Vector("class", memory.allocator());
                BigIntVector wide = new BigIntVector("class", memory.allocator())) {
            int[] classes = {1, 0, 0, 0};
            for (int row = 0; row < classes.length; row++) {
                signed.setSafe(row, classes[row]);
                unsigned.setSafe(row, classes[row]);
                wide.setSafe(row, classes[row]);
            }
            for (FieldVector vector : List.of(signed, unsigned, wide)) {
                vector.setValueCount(rows.size()); // the last class is null
                try (FieldVector y =
                        BatchFunctions.named("cross_entropy_loss").apply(logits, vector, memory.allocator())) {
                    assertThat(Vectors.numberAt(y, 0)).isEqualTo(LN2, within(1e-3));
                    assertThat(Vectors.numberAt(y, 1)).isZero();
                    assertThat(y.getNullCount()).isEqualTo(3);
                    assertThat(y.getField().getType()).isEqualTo(new ArrowType.FloatingPoint(precision));
                }
            }
        }
    }

    /** More rows than are computed together, of one length, of others between, missing ones, and rows too long for a block. */
    @ParameterizedTest
    @EnumSource(names = {"SINGLE", "DOUBLE"})
    void crossEntropyOfManyRowsHasTheBitsOfEach(FloatingPointPrecision precision) {
        ClassLoss loss = (ClassLoss) Catalogue.anyNamed("cross_entropy_loss").kernel();
        SplittableRandom random = new SplittableRandom(1);
        List<List<Double>> rows = new ArrayList<>();
        for (int row = 0; row < 3000; row++) {
            int length = row % 700 == 5 ? 5000 : row % 100 == 7 ? 3 : 10;
            rows.add(
                    row % 333 == 3
                            ? null
                            : random.doubles(length, -8, 8)
                                    .map(x -> (float) x)
                                    .boxed()
                                    .toList());
        }
        for (ArrowType kind : ListVectors.KINDS_OF_ANY_LENGTH) {
            try (FieldVector logits = lists(kind, precision, rows);
                    BigIntVector classes = new BigIntVector("class", memory.allocator())) {
                for (int row = 0; row < rows.size(); row++) {
                    classes.setSafe(row, row % 3);
                }
                classes.setNull(2000);
                classes.setValueCount(rows.size());
                try (FieldVector y =
                        BatchFunctions.named("cross_entropy_loss").apply(logits, classes, memory.allocator())) {
                    for (int row = 0; row < rows.size(); row++) {
                        assertThat(y.isNull(row)).isEqualTo(rows.get(row) == null || row == 2000);
                        if (!y.isNull(row)) {
                            double[] scores =
                                    rows.get(row).stream().mapToDouble(x -> x).toArray();
                            float[] narrow = new float[scores.length];
                            for (int i = 0; i < narrow.length; i++) {
                                narrow[i] = (float) scores[i];
                            }
                            assertThat(Vectors.numberAt(y, row))
                                    .isEqualTo(
                                            precision == FloatingPointPrecision.SINGLE
                                                    ? loss.value(narrow, 0, narrow.length, row % 3)
                                                    : loss.value(scores, 0, scores.length, row % 3));
                        }
                    }
                }
            }
        }
    }

    @Test
    void classOutOfRangeAmongManyRowsIsNamedWithItsRow() {
        try (FieldVector logits = lists(
                        ArrowType.List.INSTANCE,
                        FloatingPointPrecision.SINGLE,
                        Collections.nCopies(500, List.of(0.0, 0.0)));
                BigIntVector classes = new BigIntVector("class", memory.allocator())) {
            for (int row = 0; row < 500; row++) {
                classes.setSafe(row, row == 417 ? -1 : 1);
            }
            classes.setValueCount(500);
            assertThatIllegalArgumentException()
                    .isThrownBy(
                            () -> BatchFunctions.named("cross_entropy_loss").apply(logits, classes, memory.allocator()))
                    .withMessage(
                            "row 417: cross_entropy_loss: class must be from 0 to 1, as there are 2 logits, got -1");
        }
    }

    @Test
    void classOutOfRangeIsNamedWithItsRow() {
        try (FieldVector logits = lists(
                        ArrowType.List.INSTANCE,
                        FloatingPointPrecision.SINGLE,
                        asList(asList(0.0, 0.0), asList(0.0, 0.0, 0.0)));
                BigIntVector classes = new BigIntVector("class", memory.allocator())) {
            classes.setSafe(0, 1);
            classes.setSafe(1, 3);
            classes.setValueCount(2);
            assertThatIllegalArgumentException()
                    .isThrownBy(
                            () -> BatchFunctions.named("cross_entropy_loss").apply(logits, classes, memory.allocator()))
                    .withMessage("row 1: cross_entropy_loss: class must be from 0 to 2, as there are 3 logits, got 3");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"softmax_backward", "mse_loss", "bce_loss(reduction=none)", "bce_with_logits_loss(reduction=sum)"
            })
    void listsOfUnequalLengthAreNamedWithTheirRow(String function) {
        try (FieldVector x = lists(
                        ArrowType.List.INSTANCE,
                        FloatingPointPrecision.SINGLE,
                        asList(asList(0.0), null, asList(0.0, 1.0)));
                FieldVector u = lists(
                        ArrowType.List.INSTANCE,
                        FloatingPointPrecision.SINGLE,
                        asList(asList(0.0), asList(0.0, 1.0), asList(0.0)))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> BatchFunctions.named(function).apply(x, u, memory.allocator()))
                    .withMessage("row 2: %s takes lists of equal length; 'x' has 2 values and 'x' has 1"
                            .formatted(function));
        }
    }

    @Test
    void whatDoesNotFitIsRefusedInOneSentence() {
        try (FieldVector number = Vectors.floats(memory.allocator(), 1f);
                FieldVector two = Vectors.floats(memory.allocator(), 1f, 2f);
                FieldVector list = lists(ArrowType.List.INSTANCE, FloatingPointPrecision.SINGLE, asList(asList(1.0)))) {
            assertRefused(
                    "mse_loss",
                    number,
                    list,
                    "mse_loss takes two columns of Float2, Float4 or Float8, or two of"
                            + " lists of them; column 'x' is FloatingPoint(SINGLE) and column 'x' is"
                            + " List<FloatingPoint(SINGLE)>");
            assertRefused("mse_loss", number, two, "mse_loss: column 'x' has 1 rows and column 'x' has 2");
            assertRefused(
                    "softmax_backward",
                    number,
                    number,
                    "softmax_backward takes two columns of lists of Float2,"
                            + " Float4 or Float8 (inputs and upstream gradients); column 'x' is FloatingPoint(SINGLE) and column"
                            + " 'x' is FloatingPoint(SINGLE)");
            assertRefused(
                    "cross_entropy_loss",
                    list,
                    number,
                    "cross_entropy_loss takes a column of lists of Float2,"
                            + " Float4 or Float8 (logits) and one of integers (the class); column 'x' is"
                            + " List<FloatingPoint(SINGLE)> and column 'x' is FloatingPoint(SINGLE)");
            assertRefused("relu", number, number, "relu takes one column, got 2");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> BatchFunctions.named("mse_loss").apply(number, memory.allocator()))
                    .withMessage("mse_loss takes 2 columns, got 1");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> BatchFunctions.named("mse_loss").applyInPlace(number))
                    .withMessage("mse_loss takes 2 columns, got 1");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Projection.none().with("y", BatchFunctions.named("mse_loss"), "x"))
                    .withMessage("mse_loss takes 2 columns, got 1");
        }
    }

    private void assertRefused(String function, FieldVector first, FieldVector second, String sentence) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BatchFunctions.named(function).apply(first, second, memory.allocator()))
                .withMessage(sentence);
    }

    @Test
    void projectionTakesBothColumnsByName() {
        try (FieldVector p = Vectors.doubles(memory.allocator(), 3.0, null);
                FieldVector t = Vectors.doubles(memory.allocator(), 1.0, 1.0);
                FieldVector target = Columns.renamed(t.getField(), "t").createVector(memory.allocator())) {
            t.makeTransferPair(target).transfer();
            VectorSchemaRoot batch = VectorSchemaRoot.of(p, target);
            Projection loss = Projection.none().with("loss", BatchFunctions.named("mse_loss"), "x", "t");
            try (VectorSchemaRoot result = loss.apply(batch, memory.allocator())) {
                assertThat(result.getVector("loss")).hasToString("[4.0, null]");
                assertThat(result.getSchema()).isEqualTo(loss.resultSchema(batch.getSchema()));
            }
        }
    }

    @Test
    void withoutRows() {
        try (FieldVector none = ListVectors.field(ArrowType.List.INSTANCE, FloatingPointPrecision.SINGLE, Map.of())
                        .createVector(memory.allocator());
                FieldVector y = BatchFunctions.named("softmax_backward").apply(none, none, memory.allocator());
                FieldVector loss = BatchFunctions.named("mse_loss").apply(none, none, memory.allocator())) {
            assertThat(y.getValueCount()).isZero();
            assertThat(loss.getValueCount()).isZero();
        }
    }

    @Test
    void slicesAreReadWhereTheyStart() {
        try (Float8Vector x = Vectors.doubles(memory.allocator(), 9.0, null, 3.0, 4.0)) {
            var slice = x.getTransferPair(memory.allocator());
            slice.splitAndTransfer(1, 3);
            try (FieldVector part = (FieldVector) slice.getTo();
                    FieldVector y = BatchFunctions.named("mse_loss").apply(part, part, memory.allocator())) {
                assertThat(y).hasToString("[null, 0.0, 0.0]");
            }
        }
    }

    private FieldVector numbers(FloatingPointPrecision precision, double value) {
        FieldVector list = lists(ArrowType.List.INSTANCE, precision, List.of(List.of(value)));
        Field field = new Field("x", Lists.values(list).getField().getFieldType(), List.of());
        try (list) {
            FieldVector copy = field.createVector(memory.allocator());
            ResultBuffers.shareDeep(Lists.values(list), copy);
            return copy;
        }
    }

    private FieldVector lists(ArrowType kind, FloatingPointPrecision precision, List<List<Double>> rows) {
        return ListVectors.of(memory.allocator(), kind, precision, rows);
    }
}
