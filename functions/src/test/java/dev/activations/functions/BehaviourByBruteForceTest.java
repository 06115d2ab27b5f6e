package dev.activations.functions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.activations.functions.behaviour.Behaviour;
import dev.activations.functions.behaviour.Firing;
import dev.activations.functions.behaviour.Side;
import dev.activations.functions.kernel.Elementwise;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The facts of each function found again without knowing them: by trying its value and derivative on a grid. Parameters
 * so extreme that a grid cannot see their shape, and shrinks by nothing, are left to {@link BehaviourTableTest}.
 */
class BehaviourByBruteForceTest {

    private static final double STEP = 1.0 / 512;
    private static final double REACH = 32;

    static Stream<Elementwise> functions() {
        return ExpectedNumbers.calls()
                .filter(call -> !call.matches(".*E\\d+.*|.*lambda=0\\)"))
                .map(call -> Catalogue.named(call).elementwise().orElseThrow());
    }

    @ParameterizedTest
    @MethodSource("functions")
    void firesExactlyWhereTheDerivativeIsNotZero(Elementwise f) {
        Firing byInput = f.behaviour().byInput().firing();
        Firing byOutput = f.behaviour().byOutput().firing();
        assertThat(f.behaviour().canDie())
                .isEqualTo(withoutUnderflow().filter(z -> f.derivative(z) == 0).count() > 1);
        withoutUnderflow()
                .filter(z -> f.behaviour().canDie() && !isIsolatedRoot(f, z))
                .forEach(z -> {
                    boolean fires = f.derivative(z) != 0;
                    assertThat(byInput.test(z)).as("fires at z = %s", z).isEqualTo(fires);
                    if (byOutput.rule() != Firing.Rule.UNKNOWN && !sharesItsOutput(f, z)) {
                        assertThat(byOutput.test(f.value(z)))
                                .as("fires by output at z = %s", z)
                                .isEqualTo(fires);
                    }
                });
    }

    @ParameterizedTest
    @MethodSource("functions")
    void lowTailEndsWhereTheDerivativeFirstExceedsItsShareOfTheMaximum(Elementwise f) {
        double flat = flat(f);
        f.behaviour().byInput().lowTail().ifPresent(tail -> {
            assertThat(grid().filter(z -> z <= tail)).isNotEmpty().allMatch(z -> Math.abs(f.derivative(z)) <= flat);
            assertThat(Math.abs(f.derivative(tail + 1e-4))).isGreaterThan(flat);
        });
    }

    @ParameterizedTest
    @MethodSource("functions")
    void highTailStartsWhereTheDerivativeLastExceedsItsShareOfTheMaximum(Elementwise f) {
        double flat = flat(f);
        f.behaviour().byInput().highTail().ifPresent(tail -> {
            assertThat(grid().filter(z -> z >= tail)).isNotEmpty().allMatch(z -> Math.abs(f.derivative(z)) <= flat);
            assertThat(Math.abs(f.derivative(tail - 1e-4))).isGreaterThan(flat);
        });
    }

    @ParameterizedTest
    @MethodSource("functions")
    void outputTellsTheSameTailsAsTheInput(Elementwise f) {
        Behaviour facts = f.behaviour();
        facts.byOutput().lowTail().ifPresent(tail -> assertThat(tail)
                .isCloseTo(f.value(facts.byInput().lowTail().orElseThrow()), within(1e-15)));
        facts.byOutput().highTail().ifPresent(tail -> assertThat(tail)
                .isCloseTo(f.value(facts.byInput().highTail().orElseThrow()), within(1e-15)));
    }

    @ParameterizedTest
    @MethodSource("functions")
    void outputTellsTheSameDerivativeAsTheInput(Elementwise f) {
        Side byOutput = f.behaviour().byOutput();
        grid().filter(z -> byOutput.tellsDerivative() && !sharesItsOutput(f, z))
                .forEach(z -> assertThat(byOutput.derivative(f.value(z)))
                        .as("derivative at z = %s by its output", z)
                        .isCloseTo(f.derivative(z), within(1e-7 * Math.max(1, f.derivative(z)))));
    }

    @ParameterizedTest
    @MethodSource("functions")
    void expectedDerivativeIsTheMeanUnderAStandardNormal(Elementwise f) {
        double step = 1.0 / (1 << 14);
        double mean = DoubleStream.iterate(-9 + step / 2, z -> z < 9, z -> z + step)
                .map(z -> f.derivative(z) * Math.exp(-z * z / 2) * step / Math.sqrt(2 * Math.PI))
                .sum();
        assertThat(f.behaviour().expectedDerivative()).isCloseTo(mean, within(3e-5));
    }

    @ParameterizedTest
    @MethodSource("functions")
    void expectedSquaredDerivativeIsTheMeanUnderAStandardNormal(Elementwise f) {
        double step = 1.0 / (1 << 14);
        double mean = DoubleStream.iterate(-12 + step / 2, z -> z < 12, z -> z + step)
                .map(z -> f.derivative(z) * f.derivative(z) * Math.exp(-z * z / 2) * step / Math.sqrt(2 * Math.PI))
                .sum();
        assertThat(f.behaviour().expectedSquaredDerivative()).isCloseTo(mean, within(3e-5));
    }

    @ParameterizedTest
    @MethodSource("functions")
    void risesExactlyWhereNoGreaterInputHasASmallerOutput(Elementwise f) {
        double[] outputs = extended().sorted().map(f::value).toArray();
        boolean falls = IntStream.range(1, outputs.length).anyMatch(i -> outputs[i] < outputs[i - 1]);
        assertThat(f.behaviour().rises()).isEqualTo(!falls);
    }

    @ParameterizedTest
    @MethodSource("functions")
    void passesZeroExactlyWhereTheValueThereIsZero(Elementwise f) {
        assertThat(f.behaviour().passesZero()).isEqualTo(f.value(0.0) == 0 && f.value(-0.0) == 0);
    }

    @ParameterizedTest
    @MethodSource("functions")
    void everyOutputLiesInTheOutputRangeWhoseEndsAreReached(Elementwise f) {
        double slack = 1e-6;
        double low = f.behaviour().outputRange().low();
        double high = f.behaviour().outputRange().high();
        assertThat(grid().map(f::value)).allMatch(a -> a >= low - slack && a <= high + slack);
        assertThat(extended().map(f::value).min().orElseThrow()).satisfies(least -> assertReaches(least, low));
        assertThat(extended().map(f::value).max().orElseThrow()).satisfies(most -> assertReaches(most, high));
    }

    private static void assertReaches(double reached, double end) {
        if (Double.isInfinite(end)) {
            assertThat(Math.abs(reached)).isGreaterThan(1e3);
        } else {
            assertThat(reached).isCloseTo(end, within(2e-3));
        }
    }

    /** The largest |f′| of a tail, with room for the grid not hitting the maximum. */
    private static double flat(Elementwise f) {
        double largest = extended().map(f::derivative).map(Math::abs).max().orElseThrow();
        return Behaviour.SATURATED_SHARE * largest * (1 + 1e-6);
    }

    private static DoubleStream grid() {
        return DoubleStream.iterate(-REACH, z -> z <= REACH, z -> z + STEP);
    }

    /** Whether f′ is 0 here and nowhere near: no interval on which a unit could be dead. */
    private static boolean isIsolatedRoot(Elementwise f, double z) {
        return f.derivative(z) == 0 && f.derivative(z - STEP) != 0 && f.derivative(z + STEP) != 0;
    }

    /** Whether inputs far below give this very output with another derivative: the replacement of a threshold. */
    private static boolean sharesItsOutput(Elementwise f, double z) {
        return f.value(z) == f.value(-REACH) && f.derivative(z) != f.derivative(-REACH);
    }

    /** Where no exponential of the catalogue's functions has underflown to 0. */
    private static DoubleStream withoutUnderflow() {
        return grid().filter(z -> Math.abs(z) <= 12);
    }

    private static DoubleStream extended() {
        return DoubleStream.concat(grid(), DoubleStream.of(-1e300, -1e6, 1e6, 1e300));
    }
}
