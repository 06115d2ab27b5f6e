package dev.activations.functions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.activations.functions.kernel.Elementwise;
import dev.activations.functions.kernel.Rowwise;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Slices: what is read, what is written, and that a bad one is refused before anything is written. */
class SliceTest {

    private static final int[] LENGTHS = {0, 1, 4, 6, 13, 33, 4098};

    static Stream<Rowwise> rowFunctions() {
        return Catalogue.entries().stream().flatMap(entry -> entry.example().rowwise().stream());
    }

    @ParameterizedTest
    @MethodSource("dev.activations.functions.ExpectedNumbers#functions")
    void doubleSliceHasTheBitsOfSingleValuesAndNothingElseIsWritten(Elementwise f) {
        for (int length : LENGTHS) {
            double[] source = ramp(length + 3);
            double[] values = filled(length + 5);
            double[] derivatives = filled(length + 5);
            f.values(source, 2, values, 3, length);
            f.derivatives(source, 2, derivatives, 3, length);
            double[] expectedValues = filled(length + 5);
            double[] expectedDerivatives = filled(length + 5);
            for (int i = 0; i < length; i++) {
                expectedValues[3 + i] = f.value(source[2 + i]);
                expectedDerivatives[3 + i] = f.derivative(source[2 + i]);
            }
            assertThat(values).isEqualTo(expectedValues);
            assertThat(derivatives).isEqualTo(expectedDerivatives);
        }
    }

    @ParameterizedTest
    @MethodSource("dev.activations.functions.ExpectedNumbers#functions")
    void floatSliceHasTheBitsOfSingleValuesAndNothingElseIsWritten(Elementwise f) {
        for (int length : LENGTHS) {
            float[] source = floats(ramp(length + 3));
            float[] values = floats(filled(length + 5));
            float[] derivatives = floats(filled(length + 5));
            f.values(source, 2, values, 3, length);
            f.derivatives(source, 2, derivatives, 3, length);
            float[] expectedValues = floats(filled(length + 5));
            float[] expectedDerivatives = floats(filled(length + 5));
            for (int i = 0; i < length; i++) {
                expectedValues[3 + i] = f.value(source[2 + i]);
                expectedDerivatives[3 + i] = f.derivative(source[2 + i]);
            }
            assertThat(values).isEqualTo(expectedValues);
            assertThat(derivatives).isEqualTo(expectedDerivatives);
        }
    }

    @ParameterizedTest
    @MethodSource("dev.activations.functions.ExpectedNumbers#functions")
    void inPlaceGivesTheSame(Elementwise f) {
        double[] apart = new double[100];
        double[] inPlace = ramp(100);
        f.values(inPlace, 0, apart, 0, 100);
        f.values(inPlace, 0, inPlace, 0, 100);
        assertThat(inPlace).isEqualTo(apart);
    }

    @ParameterizedTest
    @MethodSource("dev.activations.functions.ExpectedNumbers#functions")
    void sliceOutsideItsArrayIsRefusedBeforeAnythingIsWritten(Elementwise f) {
        double[] destination = filled(10);
        float[] floats = floats(destination);
        assertThatRefuses(() -> f.values(ramp(10), 5, destination, 0, 6));
        assertThatRefuses(() -> f.values(ramp(20), 0, destination, 5, 6));
        assertThatRefuses(() -> f.values(ramp(20), -1, destination, 0, 6));
        assertThatRefuses(() -> f.derivatives(ramp(20), 0, destination, 0, -1));
        assertThatRefuses(() -> f.values(floats(ramp(10)), 5, floats, 0, 6));
        assertThatRefuses(() -> f.derivatives(floats(ramp(20)), 0, floats, 5, 6));
        assertThat(destination).isEqualTo(filled(10));
        assertThat(floats).isEqualTo(floats(filled(10)));
    }

    @ParameterizedTest
    @MethodSource("rowFunctions")
    void rowSliceReadsAndWritesOnlyItsOwn(Rowwise f) {
        double[] row = ramp(7);
        double[] expected = new double[7];
        f.values(row, 0, expected, 0, 7);
        double[] source = filled(20);
        System.arraycopy(row, 0, source, 4, 7);
        double[] destination = filled(20);
        f.values(source, 4, destination, 9, 7);
        assertThat(Arrays.copyOfRange(destination, 9, 16)).isEqualTo(expected);
        Arrays.fill(destination, 9, 16, filled(1)[0]);
        assertThat(destination).isEqualTo(filled(20));
    }

    @ParameterizedTest
    @MethodSource("rowFunctions")
    void rowSliceOutsideItsArrayIsRefusedBeforeAnythingIsWritten(Rowwise f) {
        double[] destination = filled(10);
        float[] floats = floats(destination);
        assertThatRefuses(() -> f.values(ramp(10), 5, destination, 0, 6));
        assertThatRefuses(() -> f.values(ramp(20), 0, destination, 5, 6));
        assertThatRefuses(() -> f.values(floats(ramp(10)), 5, floats, 0, 6));
        assertThatRefuses(() -> f.values(floats(ramp(20)), 0, floats, 5, 6));
        assertThat(destination).isEqualTo(filled(10));
        assertThat(floats).isEqualTo(floats(filled(10)));
    }

    @ParameterizedTest
    @MethodSource("rowFunctions")
    void rowsOfFloatsTogetherGiveTheBitsOfRowsApart(Rowwise f) {
        float[] together = floats(ramp(40));
        float[] apart = together.clone();
        f.rows(together, 4, together, 4, 7, 5);
        for (int row = 0; row < 5; row++) {
            f.values(apart, 4 + 7 * row, apart, 4 + 7 * row, 7);
        }
        assertThat(together).isEqualTo(apart);
    }

    private static void assertThatRefuses(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(call);
    }

    /** Values from about −8 to 8, none a round number. */
    private static double[] ramp(int length) {
        double[] ramp = new double[length];
        for (int i = 0; i < length; i++) {
            ramp[i] = 8 * Math.sin(i * 1.7);
        }
        return ramp;
    }

    private static double[] filled(int length) {
        double[] filled = new double[length];
        Arrays.fill(filled, 777);
        return filled;
    }

    private static float[] floats(double[] values) {
        float[] floats = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            floats[i] = (float) values[i];
        }
        return floats;
    }
}
