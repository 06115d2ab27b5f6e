package dev.activations.jobs.gates;

import static org.assertj.core.api.Assertions.assertThat;

import dev.activations.jobs.model.InputException;
import java.util.List;
import java.util.OptionalLong;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Any text is a check or is answered in a sentence, and a printed check reads as itself. */
class CheckPropertiesTest {

    @Property(tries = 20_000)
    void anyTextIsACheckOrIsAnsweredInASentence(@ForAll String text) {
        parse(text);
    }

    /** Words of the grammar in any order come further than random characters. */
    @Property(tries = 20_000)
    void wordsOfTheGrammarInAnyOrderAreACheckOrAreAnsweredInASentence(@ForAll("words") String text) {
        parse(text);
    }

    private static void parse(String text) {
        try {
            assertThat(Check.parse(text).text()).isEqualTo(text);
        } catch (InputException e) {
            assertThat(e.getMessage()).startsWith("check '" + text + "': ");
        }
    }

    @Property
    void printedCheckReadsAsItself(@ForAll("checks") Check check) {
        Check read = Check.parse(check.toString());

        assertThat(read)
                .isEqualTo(new Check(
                        check.toString(),
                        check.layers(),
                        check.function(),
                        check.quantity(),
                        check.step(),
                        check.comparison(),
                        check.limit()));
    }

    @Property
    void intervalIsDecidedOnlyWhereEveryNumberInItAgrees(
            @ForAll Comparison comparison,
            @ForAll("small") int low,
            @ForAll("small") int width,
            @ForAll("small") int limit) {
        Outcome outcome = comparison.outcome(low, low + width, limit);

        List<Boolean> holds = java.util.stream.IntStream.rangeClosed(2 * low, 2 * (low + width))
                .mapToObj(twice -> comparison.holds(twice / 2.0, limit))
                .distinct()
                .toList();
        assertThat(outcome)
                .isEqualTo(holds.size() > 1 ? Outcome.UNDECIDED : holds.get(0) ? Outcome.PASS : Outcome.FAIL);
    }

    @Provide
    Arbitrary<Integer> small() {
        return Arbitraries.integers().between(0, 4);
    }

    @Provide
    Arbitrary<String> words() {
        return Arbitraries.of(
                        "dead_fraction",
                        "units",
                        "max",
                        "mean",
                        "change",
                        "(",
                        ")",
                        "over",
                        "steps",
                        "at",
                        "step",
                        "<",
                        ">=",
                        "=",
                        "!",
                        "0.2",
                        "-3",
                        "1e9",
                        "1e999",
                        "99999999999999999999",
                        "%",
                        ":",
                        "fc.*",
                        "[",
                        "\\",
                        " ",
                        "and")
                .list()
                .ofMaxSize(12)
                .map(words -> String.join(" ", words));
    }

    @Provide
    Arbitrary<Check> checks() {
        Arbitrary<String> layers = Arbitraries.of("", "fc.*", "a: b", "(?i:x)", "layer 1\\.relu", "é{2}");
        Arbitrary<Quantity> quantities = Arbitraries.of(Quantity.names())
                .map(name -> Quantity.named(name).orElseThrow());
        return Combinators.combine(
                        layers,
                        Arbitraries.of(CheckFunction.class),
                        quantities,
                        Arbitraries.longs()
                                .between(-1_000_000_000_000L, 1_000_000_000_000L)
                                .optional(),
                        Arbitraries.of(Comparison.class),
                        Arbitraries.doubles())
                .as((layer, function, quantity, step, comparison, limit) -> {
                    boolean ofLayer = quantity instanceof Quantity.OfLayer;
                    CheckFunction used = ofLayer ? CheckFunction.VALUE : function;
                    OptionalLong at = step.isEmpty() || ofLayer || used.isOverSteps() || used == CheckFunction.CHANGE
                            ? OptionalLong.empty()
                            : OptionalLong.of(step.get());
                    return new Check("", layer, used, quantity, at, comparison, limit);
                });
    }
}
