package dev.activations.functions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.activations.functions.ExpectedNumbers.Point;
import dev.activations.functions.kernel.Elementwise;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Values and derivatives against mpmath at 50 digits, at ordinary and hard places. A derivative with a root is held to
 * an absolute bound around it, because no relative one exists there.
 */
class ElementwiseAccuracyTest {

    private static final double DOUBLE_ULPS = 2;

    private static final double AT_ROOT_DOUBLE = 2e-16;
    private static final double AT_ROOT_FLOAT = 1e-7;

    @ParameterizedTest(name = "{0}")
    @MethodSource("dev.activations.functions.ExpectedNumbers#calls")
    void doubleValuesAreWithinTwoUlps(String call) {
        Elementwise f = function(call);
        assertWithin(DOUBLE_ULPS, ExpectedNumbers.of(call), p -> ExpectedNumbers.ulps(f.value(p.x()), p.value()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("dev.activations.functions.ExpectedNumbers#calls")
    void doubleDerivativesAreWithinTwoUlps(String call) {
        Elementwise f = function(call);
        assertWithin(DOUBLE_ULPS, ExpectedNumbers.of(call), p -> {
            double actual = f.derivative(p.x());
            return ExpectedNumbers.distance(actual, p.derivative()) <= AT_ROOT_DOUBLE && nearRoot(call, p.x())
                    ? 0
                    : ExpectedNumbers.ulps(actual, p.derivative());
        });
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("dev.activations.functions.ExpectedNumbers#calls")
    void floatValuesAreWithinTheirBound(String call) {
        Elementwise f = function(call);
        double bound = FloatBound.ofValues(call).normal();
        assertWithin(bound, floats(call), p -> ExpectedNumbers.ulps(f.value((float) p.x()), p.value()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("dev.activations.functions.ExpectedNumbers#calls")
    void floatDerivativesAreWithinTheirBound(String call) {
        Elementwise f = function(call);
        assertWithin(FloatBound.ofDerivatives(call).normal(), floats(call), p -> {
            float actual = f.derivative((float) p.x());
            return ExpectedNumbers.distance(actual, p.derivative()) <= AT_ROOT_FLOAT && nearRoot(call, p.x())
                    ? 0
                    : ExpectedNumbers.ulps(actual, p.derivative());
        });
    }

    private static Elementwise function(String call) {
        return Catalogue.named(call).elementwise().orElseThrow();
    }

    private static List<Point> floats(String call) {
        return ExpectedNumbers.of(call).stream()
                .filter(p -> p.x() == (float) p.x())
                .toList();
    }

    private static boolean nearRoot(String call, double x) {
        Elementwise f = function(call);
        return f.derivative(x * 0.75) * f.derivative(x * 1.25) < 0 || f.derivative(x / 2) * f.derivative(x * 2) < 0;
    }

    private static void assertWithin(double bound, List<Point> points, ToDoubleFunction<Point> error) {
        assertThat(points).hasSizeGreaterThan(100).allSatisfy(p -> assertThat(error.applyAsDouble(p))
                .as("error in ULP at %s (%s)", p.x(), Double.toHexString(p.x()))
                .isLessThanOrEqualTo(bound));
    }
}
