package dev.activations.jobs.gates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.activations.jobs.diagnosis.Figure;
import dev.activations.jobs.model.InputException;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The grammar of a check, and what is said of a text that is none. */
class CheckTest {

    @Test
    void figureIsComparedWithANumber() {
        assertThat(Check.parse("dead_fraction < 0.2"))
                .isEqualTo(new Check(
                        "dead_fraction < 0.2",
                        "",
                        CheckFunction.VALUE,
                        new Quantity.OfStep(Figure.DEAD_FRACTION),
                        OptionalLong.empty(),
                        Comparison.LESS,
                        0.2));
    }

    @Test
    void everyPartCanBeGiven() {
        assertThat(Check.parse("  block 1::fc.* :max( nan )over steps>=-1.5e2"))
                .isEqualTo(new Check(
                        "  block 1::fc.* :max( nan )over steps>=-1.5e2",
                        "block 1::fc.*",
                        CheckFunction.MAX,
                        new Quantity.OfStep(Figure.NAN),
                        OptionalLong.empty(),
                        Comparison.AT_LEAST,
                        -150));
        assertThat(Check.parse("units == 64").quantity()).isEqualTo(Quantity.OfLayer.UNITS);
    }

    @Test
    void maxMinAndMeanAreFiguresToo() {
        assertThat(Check.parse("max < 6").quantity()).isEqualTo(new Quantity.OfStep(Figure.MAX));
        assertThat(Check.parse("max(max) over steps < 6").function()).isEqualTo(CheckFunction.MAX);
    }

    @Test
    void stepMayStandOnEitherSideOfTheComparison() {
        Check behind = Check.parse("dead_units <= 3 at step 100");
        Check before = Check.parse("dead_units at step 100 <= 3");

        assertThat(behind.step()).hasValue(100);
        assertThat(before).hasToString(behind.toString()).hasToString("dead_units <= 3.0 at step 100");
    }

    @ParameterizedTest
    @CsvSource({
        "20 %, 0.2",
        "20%, 0.2",
        "7\u00a0%, 0.07",
        "0.1 %, 0.001",
        ".5, 0.5",
        "5., 5",
        "+3, 3",
        "1E-3, 0.001",
        "-0, -0.0"
    })
    void numberMayBeAPercentage(String number, double limit) {
        assertThat(Check.parse("saturated_fraction < " + number).limit()).isEqualTo(limit);
    }

    @Test
    void layersAreARegularExpressionOfWholeNames() {
        assertThat(Check.parse("fc\\d: mean > 0").pattern().matcher("fc1").matches())
                .isTrue();
        assertThat(Check.parse("fc\\d: mean > 0").pattern().matcher("fc12").matches())
                .isFalse();
        assertThat(Check.parse("(?i:FC.*): mean > 0").pattern().matcher("fc1").matches())
                .isTrue();
        assertThat(Check.parse("a: b < 1 : mean > 0").layers()).isEqualTo("a: b < 1");
        assertThat(Check.parse("mean > 0").pattern().matcher("two\nlines").matches())
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            textBlock =
                    """
                    ""                                  | expected a figure, such as in 'dead_fraction < 0.2', got the end
                    "< 3"                               | expected a figure, such as in 'dead_fraction < 0.2', got '<' at character 1
                    dead_fractoin < 0.2                 | there is no figure dead_fractoin at character 1; did you mean dead_fraction or zero_fraction or stuck_fraction?
                    fc.*: dead_fractions < 0.2          | there is no figure dead_fractions at character 7; did you mean dead_fraction or zero_fraction or stuck_fraction?
                    saturated < 0.2                     | there is no figure saturated at character 1; did you mean saturated_units or saturated_fraction?
                    xyzxyz < 0.2                        | there is no figure xyzxyz at character 1; docs/diagnostics.md lists them
                    rms < 0.2                           | there is no figure rms at character 1; docs/diagnostics.md lists them
                    dead_fraction                       | expected <, <=, >, >=, == or !=, got the end
                    dead_fraction = 0.2                 | expected <, <=, >, >=, == or !=, got '=' at character 15
                    dead_fraction <                     | expected a number, got the end
                    dead_fraction < few                 | expected a number, got 'few' at character 17
                    dead_fraction < 0.2.1               | expected nothing after the number but 'at step N', got '.1' at character 20
                    dead_fraction < 0.2 and nan == 0    | expected nothing after the number but 'at step N', got 'and' at character 21
                    dead_fraction < 0.2 at 3            | expected 'step' after 'at', got '3' at character 24
                    dead_fraction < 0.2 at step 1.5     | expected the number of a step, got '1.5' at character 29
                    dead_fraction < 0.2 at step         | expected the number of a step, got the end
                    dead_fraction at step 1 < 2 at step 1 | expected nothing after the number but 'at step N', got 'at' at character 29
                    dead_units < 20 %                   | dead_units is a count, so a limit in % has no meaning; a share is a figure such as dead_fraction
                    mean < 1e999                        | 1e999 is too large a number
                    median(mean) over steps < 1         | there is no function median; there are max, min, mean, change
                    max(mean) < 1                       | expected 'over steps' after max(mean), got '<' at character 11
                    max(mean over steps < 1             | expected ')' after mean, got 'over' at character 10
                    max(mean) over steps < 1 at step 2  | 'over steps' is about all steps, so 'at step' at character 26 has no meaning
                    max(units) over steps < 1           | units is the same at all steps; compare it without max
                    units == 3 at step 2                | units is about all steps, so 'at step' at character 12 has no meaning
                    ": mean < 1"                        | a regular expression of layer names must stand before ':'
                    "fc[: mean < 1"                     | 'fc[' is not a regular expression (Unclosed character class)
                    """)
    void textThatIsNoCheckIsAnsweredWithThePlaceAndWhatIsRight(String text, String sentence) {
        assertThatThrownBy(() -> Check.parse(text))
                .isInstanceOf(InputException.class)
                .message()
                .startsWith("check '" + text + "': " + sentence);
    }
}
