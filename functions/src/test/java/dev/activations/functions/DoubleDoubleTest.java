package dev.activations.functions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.activations.functions.ExpectedNumbers.Point;
import java.math.BigDecimal;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The reference that doubles are compared with, itself compared with mpmath's 20 digits. */
class DoubleDoubleTest {

    private static final BigDecimal RELATIVE = new BigDecimal("1e-19");

    static Set<String> calls() {
        return DoubleDoubleTextbook.FUNCTIONS.keySet();
    }

    @Test
    void everyFunctionOfTheFloatReferenceIsHereToo() {
        assertThat(DoubleDoubleTextbook.FUNCTIONS).containsOnlyKeys(Textbook.FUNCTIONS.keySet());
    }

    @Test
    void threeThirdsAreOneAndASquareRootSquaredIsTwo() {
        DoubleDouble third = DoubleDouble.ONE.over(3);
        DoubleDouble sum = third.plus(third).plus(third).minus(DoubleDouble.ONE);
        assertThat(Math.abs(sum.high())).isLessThan(0x1p-104);
        assertThat(DoubleDouble.of(2).squareRoot().squared().plus(-2).high()).isBetween(-0x1p-102, 0x1p-102);
    }

    @Test
    void logarithmUndoesTheExponential() {
        for (double x = 0x1p-40; x < 30; x *= 1.7) {
            DoubleDouble back = DoubleDouble.of(x).expm1().log1p();
            assertThat(Math.abs(back.plus(-x).high())).as("at %s", x).isLessThan(x * 0x1p-96);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("calls")
    void referenceHasTheDigitsOfMpmath(String call) {
        DoubleDoubleTextbook.Pair reference = DoubleDoubleTextbook.FUNCTIONS.get(call);
        assertThat(ExpectedNumbers.of(ExampleCalls.of(call)))
                .filteredOn(point -> Math.abs(point.x()) >= 0x1p-60 && Math.abs(point.x()) <= 0x1p10)
                .hasSizeGreaterThan(100)
                .allSatisfy(point -> {
                    DoubleDouble x = DoubleDouble.of(point.x());
                    boolean nearRoot = Part.DERIVATIVE.root(call, 0.25, 1).excuses(point.x(), 0);
                    assertClose(reference.value().apply(x), point.value(), false, point);
                    assertClose(reference.derivative().apply(x), point.derivative(), nearRoot, point);
                });
    }

    /** Relative, but around the root of a derivative; and not where double-double numbers end. */
    private static void assertClose(DoubleDouble actual, String expected, boolean nearRoot, Point point) {
        if (DoubleDoubleTextbook.isExact(actual)) {
            BigDecimal exact = new BigDecimal(expected);
            BigDecimal error = new BigDecimal(actual.high())
                    .add(new BigDecimal(actual.low()))
                    .subtract(exact)
                    .abs();
            BigDecimal size = nearRoot ? BigDecimal.ONE : exact.abs();
            assertThat(error)
                    .as("error at %s, expected %s, got %s", point.x(), expected, actual)
                    .isLessThanOrEqualTo(size.multiply(RELATIVE));
        }
    }
}
