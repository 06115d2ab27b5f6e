package dev.activations.functions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.activations.functions.definition.CrossEntropyLoss;
import dev.activations.functions.definition.ScalarRows;
import dev.activations.functions.definition.Softmax;
import dev.activations.functions.definition.SoftmaxBackward;
import dev.activations.functions.kernel.Backend;
import dev.activations.functions.kernel.ClassLoss;
import dev.activations.functions.kernel.ColumnLoops;
import dev.activations.functions.kernel.RowPair;
import dev.activations.functions.kernel.Rowwise;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Many rows in one call give the bits of a call per row, whatever their length and number, in place too. */
class ManyRowsTest {

    private static final int OFFSET = 3;
    private static final int[] LENGTHS = {0, 2, 6, 10, 16, 18, 30, 32, 62, 128, 600};
    private static final int[] COUNTS = {0, 1, 15, 16, 63, 64, 65, 130, 200};

    /** Until then rows are computed one by one. */
    @BeforeAll
    static void warmUp() throws InterruptedException {
        float[] floats = new float[1024];
        double[] doubles = new double[1024];
        for (int i = 0; i < 2000 && !areVectors(); i++) {
            new Softmax().values(floats, 0, floats, 0, floats.length);
            new Softmax().values(doubles, 0, doubles, 0, doubles.length);
            Thread.sleep(i < 100 ? 0 : 20);
        }
        assertThat(areVectors()).isTrue();
    }

    private static boolean areVectors() {
        return Backend.current().floatRows(ScalarRows::ofThread, 1) instanceof ColumnLoops
                && Backend.current().doubleRows(ScalarRows::ofThread, 1) instanceof ColumnLoops;
    }

    static Stream<Rowwise> rowFunctions() {
        return Catalogue.all().stream()
                .filter(entry -> entry.example().kernel() instanceof Rowwise)
                .map(entry -> (Rowwise) entry.example().kernel());
    }

    @ParameterizedTest
    @MethodSource("rowFunctions")
    void rowsOfFloatsHaveTheBitsOfSingleRows(Rowwise f) {
        for (int length : LENGTHS) {
            for (int rows : COUNTS) {
                float[] source = floats(length * rows, length + rows);
                int half = f.outputLength(length);
                float[] expected = new float[source.length];
                for (int row = 0; row < rows; row++) {
                    f.values(source, OFFSET + row * length, expected, OFFSET + row * half, length);
                }
                float[] actual = new float[source.length];
                f.rows(source, OFFSET, actual, OFFSET, length, rows);
                assertThat(actual).as("%d rows of %d", rows, length).isEqualTo(expected);
                f.rows(source, OFFSET, source, OFFSET, length, rows);
                assertThat(Arrays.copyOfRange(source, OFFSET, OFFSET + rows * half))
                        .as("%d rows of %d, in place", rows, length)
                        .isEqualTo(Arrays.copyOfRange(expected, OFFSET, OFFSET + rows * half));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("rowFunctions")
    void rowsOfDoublesHaveTheBitsOfSingleRows(Rowwise f) {
        for (int length : LENGTHS) {
            for (int rows : COUNTS) {
                double[] source = doubles(length * rows, length + rows);
                int half = f.outputLength(length);
                double[] expected = new double[source.length];
                for (int row = 0; row < rows; row++) {
                    f.values(source, OFFSET + row * length, expected, OFFSET + row * half, length);
                }
                double[] actual = new double[source.length];
                f.rows(source, OFFSET, actual, OFFSET, length, rows);
                assertThat(actual).as("%d rows of %d", rows, length).isEqualTo(expected);
                f.rows(source, OFFSET, source, OFFSET, length, rows);
                assertThat(Arrays.copyOfRange(source, OFFSET, OFFSET + rows * half))
                        .as("%d rows of %d, in place", rows, length)
                        .isEqualTo(Arrays.copyOfRange(expected, OFFSET, OFFSET + rows * half));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 10, 16, 31, 32, 128})
    void lossesOfRowsHaveTheBitsOfSingleRows(int length) {
        ClassLoss loss = new CrossEntropyLoss();
        for (int rows : COUNTS) {
            double[] logits = doubles(length * rows, length + rows);
            float[] narrow = floats(length * rows, length + rows);
            long[] classes = new SplittableRandom(rows).longs(rows, 0, length).toArray();
            double[] losses = new double[rows];
            double[] expected = new double[rows];
            float[] narrowLosses = new float[rows];
            float[] narrowExpected = new float[rows];
            loss.rows(logits, OFFSET, length, rows, classes, losses);
            loss.rows(narrow, OFFSET, length, rows, classes, narrowLosses);
            for (int row = 0; row < rows; row++) {
                int start = OFFSET + row * length;
                expected[row] = loss.value(logits, start, length, classes[row]);
                narrowExpected[row] = loss.value(narrow, start, length, classes[row]);
            }
            assertThat(losses).isEqualTo(expected);
            assertThat(narrowLosses).isEqualTo(narrowExpected);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 10, 16, 31, 32, 128})
    void gradientsOfRowsHaveTheBitsOfSingleRows(int length) {
        for (RowPair gradient : new RowPair[] {new SoftmaxBackward(false), new SoftmaxBackward(true)}) {
            for (int rows : COUNTS) {
                double[] inputs = doubles(length * rows, length + rows);
                double[] upstream = doubles(length * rows, length + rows + 1);
                float[] narrow = floats(length * rows, length + rows);
                float[] narrowUpstream = floats(length * rows, length + rows + 1);
                double[] expected = new double[inputs.length];
                float[] narrowExpected = new float[inputs.length];
                for (int at = OFFSET; at < OFFSET + length * rows; at += length) {
                    gradient.values(inputs, at, upstream, at, expected, at, length);
                    gradient.values(narrow, at, narrowUpstream, at, narrowExpected, at, length);
                }
                double[] actual = new double[inputs.length];
                float[] narrowActual = new float[inputs.length];
                gradient.rows(inputs, OFFSET, upstream, OFFSET, actual, OFFSET, length, rows);
                gradient.rows(narrow, OFFSET, narrowUpstream, OFFSET, narrowActual, OFFSET, length, rows);
                assertThat(actual).isEqualTo(expected);
                assertThat(narrowActual).isEqualTo(narrowExpected);
                gradient.rows(narrow, OFFSET, narrowUpstream, OFFSET, narrowUpstream, OFFSET, length, rows);
                assertThat(Arrays.copyOfRange(narrowUpstream, OFFSET, OFFSET + length * rows))
                        .isEqualTo(Arrays.copyOfRange(narrowExpected, OFFSET, OFFSET + length * rows));
            }
        }
    }

    @Test
    void classThatARowDoesNotHaveIsRefused() {
        long[] classes = new long[64];
        classes[40] = 10;
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new CrossEntropyLoss().rows(new float[640], 0, 10, 64, classes, new float[64]))
                .withMessage("cross_entropy_loss: class must be from 0 to 9, as there are 10 logits, got 10");
    }

    @Test
    void arraysThatAreTooShortAreRefusedBeforeAnythingIsWritten() {
        float[] losses = new float[64];
        Arrays.fill(losses, 777);
        assertThatExceptionOfType(IndexOutOfBoundsException.class)
                .isThrownBy(() -> new CrossEntropyLoss().rows(new float[639], 0, 10, 64, new long[64], losses));
        assertThatExceptionOfType(IndexOutOfBoundsException.class)
                .isThrownBy(() -> new CrossEntropyLoss().rows(new float[640], 0, 10, 64, new long[63], losses));
        assertThatExceptionOfType(IndexOutOfBoundsException.class)
                .isThrownBy(() -> new CrossEntropyLoss().rows(new float[650], 0, 10, 65, new long[65], losses));
        assertThat(losses).containsOnly(777);
    }

    /** Ordinary numbers, with NaN, infinities and large ones now and then, between other values. */
    private static double[] doubles(int length, int seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] special = {5000, -5000, Double.NEGATIVE_INFINITY, Double.NaN, Double.POSITIVE_INFINITY, 0, -0.0};
        double[] values = new double[length + 2 * OFFSET];
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextInt(200) == 0
                    ? special[random.nextInt(special.length)]
                    : random.nextDouble(-1, 1) * (random.nextInt(20) == 0 ? 100 : 6);
        }
        return values;
    }

    private static float[] floats(int length, int seed) {
        double[] values = doubles(length, seed);
        float[] floats = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            floats[i] = (float) values[i];
        }
        return floats;
    }
}
