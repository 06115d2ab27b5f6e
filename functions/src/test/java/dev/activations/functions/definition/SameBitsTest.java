package dev.activations.functions.definition;

import static org.assertj.core.api.Assertions.assertThat;

import dev.activations.functions.Catalogue;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * SIMD gives the bits of the scalar formulas, value and derivative, float and double, on a million numbers per function:
 * every exponent, the usual range, and special values. All NaN are one.
 */
class SameBitsTest {

    private static final int NUMBERS = 1_000_000;
    private static final int MILLIONS = Integer.getInteger("activations.bits.millions", 1);
    private static final Backend SIMD = BackendChoice.choose("simd");
    private static final Backend SCALAR = BackendChoice.choose("scalar");

    private double[] doubles;
    private float[] floats;

    @Test
    void vectorsAreActive() {
        assertThat(SIMD.toString()).startsWith("SIMD, ");
        assertThat(BackendChoice.choose("auto").toString()).startsWith(SIMD.toString());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("dev.activations.functions.ExpectedNumbers#calls")
    void simdHasTheBitsOfTheScalarFormulas(String call) {
        Elementwise f = function(call);
        for (int million = 0; million < MILLIONS; million++) {
            doubles = doubles(new Random(million));
            compareDoubles(SIMD.loops(f), SCALAR.loops(f));
            floats = floats(new Random(-million));
            compareFloats(SIMD.loops(f), SCALAR.loops(f));
        }
    }

    private void compareDoubles(Loops vectors, Loops scalars) {
        double[] simd = new double[NUMBERS];
        double[] scalar = new double[NUMBERS];
        vectors.values(doubles, 0, simd, 0, NUMBERS);
        scalars.values(doubles, 0, scalar, 0, NUMBERS);
        assertSame(simd, scalar);
        vectors.derivatives(doubles, 0, simd, 0, NUMBERS);
        scalars.derivatives(doubles, 0, scalar, 0, NUMBERS);
        assertSame(simd, scalar);
    }

    private void compareFloats(Loops vectors, Loops scalars) {
        float[] simd = new float[NUMBERS];
        float[] scalar = new float[NUMBERS];
        vectors.values(floats, 0, simd, 0, NUMBERS);
        scalars.values(floats, 0, scalar, 0, NUMBERS);
        assertSame(simd, scalar);
        vectors.derivatives(floats, 0, simd, 0, NUMBERS);
        scalars.derivatives(floats, 0, scalar, 0, NUMBERS);
        assertSame(simd, scalar);
    }

    private static Elementwise function(String call) {
        return Catalogue.named(call).elementwise().orElseThrow();
    }

    private void assertSame(double[] simd, double[] scalar) {
        for (int i = 0; i < simd.length; i++) {
            if (Double.doubleToLongBits(simd[i]) != Double.doubleToLongBits(scalar[i])) {
                throw new AssertionError(
                        "at %s SIMD gives %s, the scalar formula %s".formatted(doubles[i], simd[i], scalar[i]));
            }
        }
    }

    private void assertSame(float[] simd, float[] scalar) {
        for (int i = 0; i < simd.length; i++) {
            if (Float.floatToIntBits(simd[i]) != Float.floatToIntBits(scalar[i])) {
                throw new AssertionError(
                        "at %s SIMD gives %s, the scalar formula %s".formatted(floats[i], simd[i], scalar[i]));
            }
        }
    }

    private static double[] doubles(Random random) {
        double[] special = {0.0, -0.0, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 3, -3, 6, 1, -1};
        double[] numbers = new double[NUMBERS];
        for (int i = 0; i < NUMBERS; i++) {
            numbers[i] = switch (i % 4) {
                case 0 -> Double.longBitsToDouble(random.nextLong());
                case 1 -> random.nextGaussian() * 4;
                case 2 -> random.nextDouble(-800, 800);
                default ->
                    i < 4 * special.length
                            ? special[i / 4]
                            : Math.scalb(random.nextDouble(-1, 1), random.nextInt(-60, 60));
            };
        }
        return numbers;
    }

    private float[] floats(Random random) {
        float[] numbers = new float[NUMBERS];
        for (int i = 0; i < NUMBERS; i++) {
            numbers[i] = i % 2 == 0 ? Float.intBitsToFloat(random.nextInt()) : (float) doubles[i];
        }
        return numbers;
    }
}
