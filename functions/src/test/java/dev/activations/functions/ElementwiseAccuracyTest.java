package dev.activations.functions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.activations.functions.ExpectedNumbers.Point;
import dev.activations.functions.definition.Elementwise;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Values and derivatives against mpmath at 50 digits, at ordinary and hard places. A derivative with a root is held to
 * an absolute bound around it, because no relative one exists there.
 */
class ElementwiseAccuracyTest {

    private static final double DOUBLE_ULPS = 2;

    /** What the plain loops reach in double where that is more than 2 ULP; most of it where results are subnormal. */
    private static final Map<String, Double> LOOSER = Map.of(
            "gelu", 1100.0,
            "swish", 500.0,
            "quick_gelu", 500.0,
            "mish", 400.0,
            "tanh_shrink", 500.0,
            "celu", 200.0,
            "softplus", 200.0,
            "squareplus", 2.5,
            "sigmoid", 2.5,
            "tanh", 3.0);

    private static final double FLOAT_ULPS = 0.51;
    private static final double AT_ROOT_DOUBLE = 2e-16;
    private static final double AT_ROOT_FLOAT = 1e-7;

    @ParameterizedTest
    @MethodSource("dev.activations.functions.ExpectedNumbers#calls")
    void doubleValuesAreWithinTheBound(String call) {
        Elementwise f = function(call);
        assertWithin(doubleBound(call), ExpectedNumbers.of(call), p -> ExpectedNumbers.ulps(f.value(p.x()), p.value()));
    }

    @ParameterizedTest
    @MethodSource("dev.activations.functions.ExpectedNumbers#calls")
    void doubleDerivativesAreWithinTheBound(String call) {
        Elementwise f = function(call);
        assertWithin(doubleBound(call), ExpectedNumbers.of(call), p -> {
            double actual = f.derivative(p.x());
            return ExpectedNumbers.distance(actual, p.derivative()) <= AT_ROOT_DOUBLE && nearRoot(call, p.x())
                    ? 0
                    : ExpectedNumbers.ulps(actual, p.derivative());
        });
    }

    @ParameterizedTest
    @MethodSource("dev.activations.functions.ExpectedNumbers#calls")
    void floatValuesAreRoundedOnce(String call) {
        Elementwise f = function(call);
        assertWithin(FLOAT_ULPS, floats(call), p -> ExpectedNumbers.ulps(f.value((float) p.x()), p.value()));
    }

    @ParameterizedTest
    @MethodSource("dev.activations.functions.ExpectedNumbers#calls")
    void floatDerivativesAreRoundedOnce(String call) {
        Elementwise f = function(call);
        assertWithin(FLOAT_ULPS, floats(call), p -> {
            float actual = f.derivative((float) p.x());
            return ExpectedNumbers.distance(actual, p.derivative()) <= AT_ROOT_FLOAT && nearRoot(call, p.x())
                    ? 0
                    : ExpectedNumbers.ulps(actual, p.derivative());
        });
    }

    private static Elementwise function(String call) {
        return Catalogue.named(call).elementwise().orElseThrow();
    }

    private static double doubleBound(String call) {
        return LOOSER.getOrDefault(call.replaceFirst("\\(.*", ""), DOUBLE_ULPS);
    }

    private static List<Point> floats(String call) {
        return ExpectedNumbers.of(call).stream()
                .filter(p -> p.x() == (float) p.x())
                .toList();
    }

    private static boolean nearRoot(String call, double x) {
        Elementwise f = function(call);
        return f.derivative(x * 0.75) * f.derivative(x * 1.25) < 0;
    }

    private static void assertWithin(double bound, List<Point> points, ToDoubleFunction<Point> error) {
        assertThat(points).hasSizeGreaterThan(100).allSatisfy(p -> assertThat(error.applyAsDouble(p))
                .as("error in ULP at %s (%s)", p.x(), Double.toHexString(p.x()))
                .isLessThanOrEqualTo(bound));
    }
}
