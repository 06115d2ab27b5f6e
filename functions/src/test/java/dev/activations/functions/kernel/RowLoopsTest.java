package dev.activations.functions.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.activations.functions.definition.ScalarRows;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The loops over rows give the same bits with vectors and without, for rows of any length. */
class RowLoopsTest {

    private static final RowLoops SCALAR = ScalarRows.ofThread();
    private static final RowLoops SIMD = BackendChoice.choose("simd").floatRows(ScalarRows::ofThread, 1);

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 7, 8, 15, 16, 17, 31, 33, 48, 100, 128, 1000, 4097})
    void floatsHaveTheBitsOfTheScalarLoops(int length) {
        for (int trial = 0; trial < 40; trial++) {
            float[] row = floats(length + 3, trial);
            float[] upstream = floats(length + 3, trial + 1000);
            float max = SCALAR.maximum(row, 2, length);
            assertSame(SIMD.maximum(row, 2, length), max);
            assertSame(SIMD.sum(row, 2, length), SCALAR.sum(row, 2, length));
            assertSame(SIMD.dot(row, 2, upstream, 1, length), SCALAR.dot(row, 2, upstream, 1, length));
            assertSame(SIMD.sumOfExponentials(row, 2, length, max), SCALAR.sumOfExponentials(row, 2, length, max));
            assertSame(
                    SIMD.sumOfOtherExponentials(row, 2, length, max),
                    SCALAR.sumOfOtherExponentials(row, 2, length, max));
            float[] simd = row.clone();
            float[] scalar = row.clone();
            assertSame(
                    SIMD.exponentials(simd, 2, simd, 2, length, max),
                    SCALAR.exponentials(scalar, 2, scalar, 2, length, max));
            assertThat(simd).isEqualTo(scalar);
            SIMD.scale(simd, 2, length, (float) 0.3);
            SCALAR.scale(scalar, 2, length, (float) 0.3);
            assertThat(simd).isEqualTo(scalar);
            SIMD.multiply(row, 2, upstream, 1, simd, 2, length);
            SCALAR.multiply(row, 2, upstream, 1, scalar, 2, length);
            assertThat(simd).isEqualTo(scalar);
            SIMD.shift(row, 2, simd, 1, length, max, (float) 0.7);
            SCALAR.shift(row, 2, scalar, 1, length, max, (float) 0.7);
            assertThat(simd).isEqualTo(scalar);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 7, 10, 15, 16, 17, 31, 40})
    void columnsOfFloatsHaveTheBitsOfTheScalarLoopsOverRows(int length) {
        ColumnLoops columns = (ColumnLoops) SIMD;
        float[][] rows = new float[ColumnLoops.ROWS][];
        float[][] upstream = new float[ColumnLoops.ROWS][];
        float[] block = new float[length * ColumnLoops.ROWS];
        float[] second = new float[length * ColumnLoops.ROWS];
        for (int row = 0; row < ColumnLoops.ROWS; row++) {
            rows[row] = floats(length + 3, row);
            upstream[row] = floats(length + 3, row + 1000);
            for (int j = 0; j < length; j++) {
                block[j * ColumnLoops.ROWS + row] = rows[row][2 + j];
                second[j * ColumnLoops.ROWS + row] = upstream[row][2 + j];
            }
        }
        float[] maxima = new float[ColumnLoops.ROWS];
        float[] sums = new float[ColumnLoops.ROWS];
        float[] others = new float[ColumnLoops.ROWS];
        float[] dots = new float[ColumnLoops.ROWS];
        float[] exponentials = new float[block.length];
        columns.maxima(block, length, maxima);
        columns.exponentials(block, exponentials, length, maxima, sums);
        columns.sumsOfOtherExponentials(block, length, maxima, others);
        columns.dots(block, second, length, dots);
        for (int row = 0; row < ColumnLoops.ROWS; row++) {
            float max = SCALAR.maximum(rows[row], 2, length);
            float[] expected = new float[length];
            assertSame(maxima[row], max);
            assertSame(sums[row], SCALAR.exponentials(rows[row], 2, expected, 0, length, max));
            assertSame(others[row], SCALAR.sumOfOtherExponentials(rows[row], 2, length, max));
            assertSame(dots[row], SCALAR.dot(rows[row], 2, upstream[row], 2, length));
            for (int j = 0; j < length; j++) {
                assertSame(exponentials[j * ColumnLoops.ROWS + row], expected[j]);
            }
        }
    }

    private static void assertSame(float actual, float expected) {
        assertThat(Float.floatToIntBits(actual)).isEqualTo(Float.floatToIntBits(expected));
    }

    /** Ordinary numbers, in some trials with the largest twice, with −Infinity, with NaN or with +Infinity. */
    private static float[] floats(int length, int trial) {
        SplittableRandom random = new SplittableRandom(trial);
        float[] row = new float[length];
        for (int i = 0; i < length; i++) {
            row[i] = (float) (random.nextDouble(-1, 1) * (trial % 4 == 0 ? 400 : 6));
        }
        float[] special = {5000, 5000, Float.NEGATIVE_INFINITY, Float.NaN, Float.POSITIVE_INFINITY};
        for (int i = 0; length > 3 && i < trial % 7 && i < special.length; i++) {
            row[2 + random.nextInt(length - 3)] = special[i];
        }
        return row;
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 7, 8, 15, 16, 17, 31, 33, 48, 100, 128, 1000, 4097})
    void doublesHaveTheBitsOfTheScalarLoops(int length) {
        for (int trial = 0; trial < 40; trial++) {
            double[] row = doubles(length + 3, trial);
            double[] upstream = doubles(length + 3, trial + 1000);
            double max = SCALAR.maximum(row, 2, length);
            assertSame(SIMD.maximum(row, 2, length), max);
            assertSame(SIMD.sum(row, 2, length), SCALAR.sum(row, 2, length));
            assertSame(SIMD.dot(row, 2, upstream, 1, length), SCALAR.dot(row, 2, upstream, 1, length));
            assertSame(SIMD.sumOfExponentials(row, 2, length, max), SCALAR.sumOfExponentials(row, 2, length, max));
            assertSame(
                    SIMD.sumOfOtherExponentials(row, 2, length, max),
                    SCALAR.sumOfOtherExponentials(row, 2, length, max));
            double[] simd = row.clone();
            double[] scalar = row.clone();
            assertSame(
                    SIMD.exponentials(simd, 2, simd, 2, length, max),
                    SCALAR.exponentials(scalar, 2, scalar, 2, length, max));
            assertThat(simd).isEqualTo(scalar);
            SIMD.scale(simd, 2, length, (double) 0.3);
            SCALAR.scale(scalar, 2, length, (double) 0.3);
            assertThat(simd).isEqualTo(scalar);
            SIMD.multiply(row, 2, upstream, 1, simd, 2, length);
            SCALAR.multiply(row, 2, upstream, 1, scalar, 2, length);
            assertThat(simd).isEqualTo(scalar);
            SIMD.shift(row, 2, simd, 1, length, max, (double) 0.7);
            SCALAR.shift(row, 2, scalar, 1, length, max, (double) 0.7);
            assertThat(simd).isEqualTo(scalar);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 7, 10, 15, 16, 17, 31, 40})
    void columnsOfDoublesHaveTheBitsOfTheScalarLoopsOverRows(int length) {
        ColumnLoops columns = (ColumnLoops) SIMD;
        double[][] rows = new double[ColumnLoops.ROWS][];
        double[][] upstream = new double[ColumnLoops.ROWS][];
        double[] block = new double[length * ColumnLoops.ROWS];
        double[] second = new double[length * ColumnLoops.ROWS];
        for (int row = 0; row < ColumnLoops.ROWS; row++) {
            rows[row] = doubles(length + 3, row);
            upstream[row] = doubles(length + 3, row + 1000);
            for (int j = 0; j < length; j++) {
                block[j * ColumnLoops.ROWS + row] = rows[row][2 + j];
                second[j * ColumnLoops.ROWS + row] = upstream[row][2 + j];
            }
        }
        double[] maxima = new double[ColumnLoops.ROWS];
        double[] sums = new double[ColumnLoops.ROWS];
        double[] others = new double[ColumnLoops.ROWS];
        double[] dots = new double[ColumnLoops.ROWS];
        double[] exponentials = new double[block.length];
        columns.maxima(block, length, maxima);
        columns.exponentials(block, exponentials, length, maxima, sums);
        columns.sumsOfOtherExponentials(block, length, maxima, others);
        columns.dots(block, second, length, dots);
        for (int row = 0; row < ColumnLoops.ROWS; row++) {
            double max = SCALAR.maximum(rows[row], 2, length);
            double[] expected = new double[length];
            assertSame(maxima[row], max);
            assertSame(sums[row], SCALAR.exponentials(rows[row], 2, expected, 0, length, max));
            assertSame(others[row], SCALAR.sumOfOtherExponentials(rows[row], 2, length, max));
            assertSame(dots[row], SCALAR.dot(rows[row], 2, upstream[row], 2, length));
            for (int j = 0; j < length; j++) {
                assertSame(exponentials[j * ColumnLoops.ROWS + row], expected[j]);
            }
        }
    }

    private static void assertSame(double actual, double expected) {
        assertThat(Double.doubleToLongBits(actual)).isEqualTo(Double.doubleToLongBits(expected));
    }

    /** Ordinary numbers, in some trials with the largest twice, with −Infinity, with NaN or with +Infinity. */
    private static double[] doubles(int length, int trial) {
        SplittableRandom random = new SplittableRandom(trial);
        double[] row = new double[length];
        for (int i = 0; i < length; i++) {
            row[i] = (double) (random.nextDouble(-1, 1) * (trial % 4 == 0 ? 400 : 6));
        }
        double[] special = {5000, 5000, Double.NEGATIVE_INFINITY, Double.NaN, Double.POSITIVE_INFINITY};
        for (int i = 0; length > 3 && i < trial % 7 && i < special.length; i++) {
            row[2 + random.nextInt(length - 3)] = special[i];
        }
        return row;
    }
}
