package dev.activations.functions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.activations.functions.kernel.Elementwise;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the textbook chapter observes in its plots of the functions and their derivatives. */
class ChapterObservationsTest {

    @Test
    void sigmoidDerivativePeaksAtAQuarterAtZeroAndVanishesAtTheExtremes() {
        Elementwise sigmoid = named("sigmoid");
        assertThat(sigmoid.derivative(0.0)).isEqualTo(0.25);
        assertPeaksAtZeroAndVanishes(sigmoid);
    }

    @Test
    void tanhDerivativePeaksAtOneAtZeroAndVanishesAtTheExtremes() {
        Elementwise tanh = named("tanh");
        assertThat(tanh.derivative(0.0)).isEqualTo(1);
        assertPeaksAtZeroAndVanishes(tanh);
    }

    @Test
    void reluDerivativeIsOneAboveZeroAndZeroBelow() {
        Elementwise relu = named("relu");
        assertThat(new double[] {Double.MIN_VALUE, 1e-3, 1, 1e300}).satisfies(xs -> assertAllDerivatives(relu, xs, 1));
        assertThat(new double[] {-Double.MIN_VALUE, -1e-3, -1, -1e300})
                .satisfies(xs -> assertAllDerivatives(relu, xs, 0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"gelu", "swish"})
    void smoothRelativesOfReluAreNotMonotoneAndTheirGradientLivesALittleLeftOfZero(String name) {
        Elementwise f = named(name);
        assertThat(f.value(-3.0)).isGreaterThan(f.value(-1.0)).isNegative();
        assertThat(f.value(-1.0)).isLessThan(f.value(-0.1));
        assertThat(f.derivative(-0.25)).isPositive();
        assertThat(f.derivative(-3.0)).isNegative();
        assertThat(f.derivative(-30.0)).isCloseTo(0, within(1e-9));
    }

    private static void assertPeaksAtZeroAndVanishes(Elementwise f) {
        for (double x = 1e-3; x < 20; x *= 1.1) {
            assertThat(f.derivative(x)).isLessThan(f.derivative(0.0)).isPositive();
            assertThat(f.derivative(-x)).isEqualTo(f.derivative(x));
        }
        assertThat(f.derivative(50.0)).isLessThan(1e-20);
        assertThat(f.derivative(Double.POSITIVE_INFINITY)).isZero();
        assertThat(f.derivative(Double.NEGATIVE_INFINITY)).isZero();
    }

    private static void assertAllDerivatives(Elementwise f, double[] xs, double expected) {
        for (double x : xs) {
            assertThat(f.derivative(x)).isEqualTo(expected);
        }
    }

    private static Elementwise named(String name) {
        return Catalogue.named(name).elementwise().orElseThrow();
    }
}
