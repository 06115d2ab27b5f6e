package dev.activations.functions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.activations.functions.ExpectedNumbers.Point;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The reference that floats are compared with, itself compared with mpmath over the floats. */
class TextbookTest {

    private static final double RELATIVE = 1e-12;

    static Set<String> calls() {
        return Textbook.FUNCTIONS.keySet();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("calls")
    void referenceIsWithinAMillionthOfAFloatsPrecision(String call) {
        Textbook.Pair reference = Textbook.FUNCTIONS.get(call);
        assertThat(ExpectedNumbers.of(ExampleCalls.of(call)))
                .filteredOn(point -> point.x() == (float) point.x())
                .hasSizeGreaterThan(100)
                .allSatisfy(point -> {
                    assertClose(reference.value().applyAsDouble(point.x()), point.value(), point);
                    assertClose(reference.derivative().applyAsDouble(point.x()), point.derivative(), point);
                });
    }

    /** Relative, or absolute where results are below every float or a derivative has its root. */
    private static void assertClose(double actual, String exact, Point point) {
        double expected = ExpectedNumbers.number(exact);
        if (Double.isInfinite(expected)) {
            assertThat(actual).isEqualTo(expected);
            return;
        }
        double bound = Math.max(RELATIVE * Math.abs(expected), Math.abs(point.x()) > 20 ? 1e-60 : 1e-15);
        assertThat(ExpectedNumbers.distance(actual, exact))
                .as("reference at %s, expected %s", point.x(), exact)
                .isLessThanOrEqualTo(bound);
    }
}
