package dev.activations.jobs.rules;

import static dev.activations.jobs.rules.RuleBuilder.rule;

import dev.activations.jobs.diagnosis.Figure;
import dev.activations.jobs.diagnosis.StepDiagnosis;
import dev.activations.jobs.model.Role;
import dev.activations.jobs.rules.Limits.Scale;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Rules about the log itself: what its rows and values give away about how it was recorded or declared. */
final class LogRules {

    static final String NON_FINITE = "non-finite";

    static final List<Rule> RULES = List.of(
            duplicateRows(),
            missingValues(),
            missingLayer(),
            activationMismatch(),
            preWithoutNegatives(),
            noActivation());

    private LogRules() {}

    static Rule nonFinite() {
        return rule(NON_FINITE, "NaN or infinite values")
                .firstStep("NaN and ±Infinity", step -> step.checks().nonFinite())
                .failFrom(1)
                .countOf("values", layer -> layer.at().checks().nonFinite(), "of", layer -> layer.at()
                        .figures()
                        .count(Figure.VALUES))
                .says(layer -> Text.sentence(
                        "%,d of %,d values are NaN or infinite, first at step %,d",
                        layer.at().checks().nonFinite(),
                        layer.at().figures().count(Figure.VALUES),
                        layer.at().step()))
                .causedBy(Causes::ofNonFinite)
                .means(
                        """
                        Some outputs or inputs are NaN or infinite at some step; the finding names the first one. From that step
                        on, no other number of the layer means anything. Look for the shallowest layer at the earliest step.
                        (Inputs of a softmax do not count, because attention masks with −∞.) In `diverged-leaky`, all four layers
                        turn NaN between two recordings, after step 800: record more often to see which was first. The step before
                        often announces it: the largest output of `hidden3` went from −0.0035 at step 300 to 47 at step 800.
                        """)
                .build();
    }

    static Rule impossibleOutput() {
        return rule("impossible-output", "Outputs that the declared activation cannot give")
                .firstStep("outputs outside the function's range", step -> step.checks()
                        .impossible())
                .onlyOf("off by > 0.004 · max(1, \\|bound\\|), at any step")
                .failFrom(1)
                .because("bf16 rounds by up to 0.4 %")
                .numbers(layer -> Numbers.of("values", layer.at().checks().impossible()))
                .says(layer -> Text.sentence(
                        "%,d outputs lie outside the range of the declared activation, first at step %,d",
                        layer.at().checks().impossible(), layer.at().step()))
                .suggests(Suggestions.checkTheDeclaration())
                .means(
                        """
                        The declared function cannot give some of the outputs, such as a ReLU output below 0. Either the log names
                        the wrong activation, or the recording hooked the wrong module. Everything that depends on the function
                        would be wrong, so only `non-finite` and `non-finite-gradient` are judged for this layer as well.
                        """)
                .build();
    }

    private static Rule duplicateRows() {
        return rule("duplicate-rows", "Duplicate rows")
                .firstStep("rows with the same key", step -> step.rows().duplicates())
                .failFrom(1)
                .because("bounds rest on distinct samples")
                .countOf("rows", layer -> layer.at().rows().duplicates(), "of", layer -> layer.at()
                        .rows()
                        .rows())
                .says(layer -> Text.sentence(
                        "%,d of %,d rows repeat a run, step, layer, sample and position, first at step %,d; bounds count each sample once",
                        layer.at().rows().duplicates(),
                        layer.at().rows().rows(),
                        layer.at().step()))
                .suggests(Suggestions.recordOnce())
                .means(
                        """
                        Several rows have the same run, step, layer, sample and position, so a sample is counted twice. Bounds
                        count it once, the other figures do not. The finding names the first such step.
                        """)
                .build();
    }

    private static Rule missingValues() {
        return rule("missing-values", "Missing values")
                .once(
                        "NULL rows and elements, all steps",
                        layer -> Missing.of(layer).share(),
                        Scale.SHARE)
                .warnAbove(0.01)
                .numbers(layer -> Missing.of(layer).numbers())
                .once("fewer of them", layer -> Missing.of(layer).share(), Scale.SHARE)
                .noteAbove(0)
                .numbers(layer -> Missing.of(layer).numbers())
                .says(layer -> Missing.of(layer).sentence())
                .suggests(Suggestions.recordEverything())
                .means(
                        """
                        Some rows have neither `pre` nor `post`, or have NULL elements. They are counted and left out, never taken
                        for zero.
                        """)
                .build();
    }

    private static Rule missingLayer() {
        return rule("missing-layer", "Steps without rows of a layer")
                .search("steps without rows of the layer", Scale.COUNT, (layer, limits) -> limits.severity(
                                absent(layer).size())
                        .map(severity -> new Criterion.Hit(
                                severity,
                                layer,
                                absent(layer).first(),
                                absent(layer).first())))
                .warnFrom(1)
                .countOf("steps", layer -> absent(layer).size(), "of", layer -> layer.run()
                        .steps()
                        .size())
                .says(layer -> Text.sentence(
                        "no rows with values at %,d of the run's %,d steps, first at step %,d",
                        absent(layer).size(),
                        layer.run().steps().size(),
                        absent(layer).first()))
                .suggests(Suggestions.recordEverything())
                .means(
                        """
                        The layer has no values at a step where other layers of its run have some. The finding names the first
                        such step.
                        """)
                .build();
    }

    private static TreeSet<Long> absent(LayerCase layer) {
        Set<Long> present =
                layer.diagnosis().steps().stream().map(StepDiagnosis::step).collect(Collectors.toSet());
        TreeSet<Long> absent = new TreeSet<>(layer.run().steps());
        absent.removeAll(present);
        return absent;
    }

    private static Rule activationMismatch() {
        return rule("activation-mismatch", "Outputs that are not what the declared activation gives")
                .search(
                        "`post` that is not f(`pre`)",
                        Scale.SHARE,
                        (layer, limits) -> layer.diagnosis().steps().stream()
                                .filter(step -> step.checks().compared() > 0)
                                .flatMap(step -> limits
                                        .severity((double) step.checks().mismatched()
                                                / step.checks().compared())
                                        .map(severity ->
                                                new Criterion.Hit(severity, layer.at(step), step.step(), step.step()))
                                        .stream())
                                .findFirst())
                .warnAbove(1e-3)
                .onlyOf("of a step")
                .countOf("values", layer -> layer.at().checks().mismatched(), "of", layer -> layer.at()
                        .checks()
                        .compared())
                .says(layer -> Text.sentence(
                        "%,d of %,d outputs are not what the declared activation gives for their inputs, first at step %,d",
                        layer.at().checks().mismatched(),
                        layer.at().checks().compared(),
                        layer.at().step()))
                .suggests(Suggestions.checkTheDeclaration())
                .means(
                        """
                        The log has both `pre` and `post`, and more than 0.1 % of a step's outputs are not what the declared
                        function gives for their inputs (off by more than 0.01·(1 + |a|)). Check its parameters too.
                        """)
                .build();
    }

    private static Rule preWithoutNegatives() {
        return rule("pre-without-negatives", "Logged inputs that an in-place activation overwrote")
                .once("inputs of relu, relu6, squared_relu", LogRules::inputsWithoutNegatives, Scale.COUNT)
                .layers(LayerCase::isRectifier)
                .failFrom(1000)
                .onlyOf("and none below 0")
                .numbers(layer -> Numbers.of(
                        "pre_values", (long) inputsWithoutNegatives(layer).orElseThrow()))
                .says(layer -> Text.sentence(
                        "none of %,d inputs is negative: an in-place activation probably overwrote them",
                        (long) inputsWithoutNegatives(layer).orElseThrow()))
                .suggests(Suggestions.recordBeforeInPlace())
                .means(
                        """
                        A ReLU has at least 1,000 inputs, and none of them is negative. An in-place activation probably overwrote
                        them before they were copied.
                        """)
                .build();
    }

    private static OptionalDouble inputsWithoutNegatives(LayerCase layer) {
        List<StepDiagnosis> steps = layer.diagnosis().steps();
        return steps.stream().anyMatch(step -> step.checks().smallestInput() < 0)
                ? OptionalDouble.empty()
                : OptionalDouble.of(
                        steps.stream().mapToLong(step -> step.checks().inputs()).sum());
    }

    private static Rule noActivation() {
        return rule("no-activation", "No activation declared")
                .note("layers without an activation", layer -> !layer.hasActivation())
                .noteMeans(layer -> layer.role() == Role.OUTPUT ? LayerVerdict.OK : LayerVerdict.NOT_JUDGED)
                .says(layer -> "no activation is declared for this layer, so only its values are judged"
                        + Guess.of(layer).map(guess -> "; " + guess.sentence()).orElse(""))
                .suggests(layer -> Guess.of(layer).map(Guess::suggestions).orElseGet(Suggestions::declareTheActivation))
                .means(
                        """
                        The log names no function for the layer, or a module that is no activation (Linear, BatchNorm1d, Dropout
                        …). Only rules about values are then judged, and the layer's verdict is `not_judged` unless its role is
                        `output`. Declare the activation with `--activation LAYER=NAME`.
                        """)
                .build();
    }
}
