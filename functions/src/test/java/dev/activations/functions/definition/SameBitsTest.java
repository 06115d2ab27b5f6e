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

    private static final int NUMBERS = Integer.getInteger("activations.bits.numbers", 1_000_000);
    private static final Backend SIMD = BackendChoice.choose("simd");
    private static final Backend SCALAR = BackendChoice.choose("scalar");

    private static final double[] DOUBLES = doubles();
    private static final float[] FLOATS = floats();

    @Test
    void vectorsAreActive() {
        assertThat(SIMD.toString()).startsWith("SIMD, ");
        assertThat(BackendChoice.CURRENT).isInstanceOf(SIMD.getClass());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("dev.activations.functions.ExpectedNumbers#calls")
    void doublesHaveTheSameBits(String call) {
        Elementwise f = function(call);
        double[] simd = new double[DOUBLES.length];
        double[] scalar = new double[DOUBLES.length];
        SIMD.loops(f).values(DOUBLES, 0, simd, 0, simd.length);
        SCALAR.loops(f).values(DOUBLES, 0, scalar, 0, scalar.length);
        assertSame(simd, scalar);
        SIMD.loops(f).derivatives(DOUBLES, 0, simd, 0, simd.length);
        SCALAR.loops(f).derivatives(DOUBLES, 0, scalar, 0, scalar.length);
        assertSame(simd, scalar);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("dev.activations.functions.ExpectedNumbers#calls")
    void floatsHaveTheSameBits(String call) {
        Elementwise f = function(call);
        float[] simd = new float[FLOATS.length];
        float[] scalar = new float[FLOATS.length];
        SIMD.loops(f).values(FLOATS, 0, simd, 0, simd.length);
        SCALAR.loops(f).values(FLOATS, 0, scalar, 0, scalar.length);
        assertSame(simd, scalar);
        SIMD.loops(f).derivatives(FLOATS, 0, simd, 0, simd.length);
        SCALAR.loops(f).derivatives(FLOATS, 0, scalar, 0, scalar.length);
        assertSame(simd, scalar);
    }

    private static Elementwise function(String call) {
        return Catalogue.named(call).elementwise().orElseThrow();
    }

    private static void assertSame(double[] simd, double[] scalar) {
        for (int i = 0; i < simd.length; i++) {
            if (Double.doubleToLongBits(simd[i]) != Double.doubleToLongBits(scalar[i])) {
                throw new AssertionError(
                        "at %s SIMD gives %s, the scalar formula %s".formatted(DOUBLES[i], simd[i], scalar[i]));
            }
        }
    }

    private static void assertSame(float[] simd, float[] scalar) {
        for (int i = 0; i < simd.length; i++) {
            if (Float.floatToIntBits(simd[i]) != Float.floatToIntBits(scalar[i])) {
                throw new AssertionError(
                        "at %s SIMD gives %s, the scalar formula %s".formatted(FLOATS[i], simd[i], scalar[i]));
            }
        }
    }

    private static double[] doubles() {
        Random random = new Random(1);
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

    private static float[] floats() {
        Random random = new Random(2);
        float[] numbers = new float[NUMBERS];
        for (int i = 0; i < NUMBERS; i++) {
            numbers[i] = i % 2 == 0 ? Float.intBitsToFloat(random.nextInt()) : (float) DOUBLES[i];
        }
        return numbers;
    }
}
