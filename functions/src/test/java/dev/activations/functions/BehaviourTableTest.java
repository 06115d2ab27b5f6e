package dev.activations.functions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.activations.functions.definition.Behaviour;
import java.util.OptionalDouble;
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
            boolean gated,
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
        assertThat(facts.gated()).isEqualTo(gated);
        assertThat(facts.expectedDerivative()).isCloseTo(expectedDerivative, within(1e-11));
        assertThat(facts.outputRange().low()).isEqualTo(lowestOutput, within(DIGITS_GIVEN));
        assertThat(facts.outputRange().high()).isEqualTo(highestOutput, within(DIGITS_GIVEN));
    }

    private static String text(dev.activations.functions.definition.Firing firing) {
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
