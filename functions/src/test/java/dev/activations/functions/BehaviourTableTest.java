package dev.activations.functions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import dev.activations.functions.behaviour.Behaviour;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/** The facts of each function against the normative table of the design, kept in {@code behaviour.csv}. */
class BehaviourTableTest {

    private static final double DIGITS_GIVEN = 1e-6;

    @ParameterizedTest
    @CsvFileSource(resources = "/behaviour.csv", numLinesToSkip = 1, delimiter = ';')
    void factsAreThoseOfTheTable(
            String call,
            String firesByInput,
            String firesByOutput,
            Double lowInput,
            Double lowOutput,
            Double highInput,
            Double highOutput,
            boolean saturationIsAlarm,
            double expectedDerivative,
            double lowestOutput,
            double highestOutput) {
        Behaviour facts = Catalogue.named(call).elementwise().orElseThrow().behaviour();
        assertThat(text(facts.byInput().firing())).isEqualTo(firesByInput);
        assertThat(text(facts.byOutput().firing())).isEqualTo(firesByOutput);
        assertNear(facts.byInput().lowTail(), lowInput);
        assertNear(facts.byOutput().lowTail(), lowOutput);
        assertNear(facts.byInput().highTail(), highInput);
        assertNear(facts.byOutput().highTail(), highOutput);
        assertThat(facts.saturationIsAlarm()).isEqualTo(saturationIsAlarm);
        assertThat(facts.expectedDerivative()).isCloseTo(expectedDerivative, within(1e-11));
        assertThat(facts.outputRange().low()).isEqualTo(lowestOutput, within(DIGITS_GIVEN));
        assertThat(facts.outputRange().high()).isEqualTo(highestOutput, within(DIGITS_GIVEN));
    }

    /** The numbers that {@code derivative_moments.py} wrote with mpmath. */
    @ParameterizedTest
    @CsvFileSource(resources = "/derivative_moments.csv", numLinesToSkip = 1, delimiter = ';')
    void squaredDerivativesAreThoseOfMpmath(String call, double expected) {
        Behaviour facts = Catalogue.named(call).elementwise().orElseThrow().behaviour();
        assertThat(facts.expectedSquaredDerivative()).isCloseTo(expected, withinPercentage(1e-9));
    }

    @Test
    void squaredDerivativeBeyondDoubleIsInfinite() {
        Behaviour facts =
                Catalogue.named("celu(alpha=-0.03)").elementwise().orElseThrow().behaviour();
        assertThat(facts.expectedSquaredDerivative()).isEqualTo(Double.POSITIVE_INFINITY);
    }

    @Test
    void replacementAboveTheThresholdMakesAStepDown() {
        assertThat(rises("threshold(threshold=1, value=1)")).isTrue();
        assertThat(rises("threshold(threshold=1, value=2)")).isFalse();
        assertThat(rises("thresholded_relu(alpha=-0.5)")).isFalse();
        assertThat(rises("leaky_relu(alpha=-0.1)")).isFalse();
        assertThat(rises("celu(alpha=-2)")).isTrue();
    }

    private static boolean rises(String call) {
        return Catalogue.named(call).elementwise().orElseThrow().behaviour().rises();
    }

    private static String text(dev.activations.functions.behaviour.Firing firing) {
        return switch (firing.rule()) {
            case ALWAYS -> "always";
            case UNKNOWN -> "unknown";
            case INSIDE -> Values.text(firing.low()) + " < v < " + Values.text(firing.high());
            case OUTSIDE -> "v < " + Values.text(firing.low()) + " or v > " + Values.text(firing.high());
        };
    }

    private static void assertNear(OptionalDouble actual, Double expected) {
        if (expected == null) {
            assertThat(actual).isEmpty();
        } else {
            assertThat(actual.orElseThrow()).isCloseTo(expected, within(DIGITS_GIVEN));
        }
    }
}
