package dev.activations.jobs.rules;

import static dev.activations.jobs.rules.RuleBuilder.rule;

import dev.activations.jobs.diagnosis.Figure;
import dev.activations.jobs.diagnosis.StepDiagnosis;
import dev.activations.jobs.rules.Limits.Scale;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Rules about the log itself: what its rows and values give away about how it was recorded or declared. */
final class LogRules {

    static final List<Rule> RULES = List.of(
            duplicateRows(),
            missingValues(),
            missingLayer(),
            activationMismatch(),
            preWithoutNegatives(),
            lowFp16Headroom(),
            noActivation());

    private LogRules() {}

    static Rule nonFinite() {
        return rule("non-finite", "NaN or infinite values")
                .firstStep("NaN and ±Infinity", step -> step.checks().nonFinite())
                .failFrom(1)
                .countOf("values", layer -> layer.at().checks().nonFinite(), "of", layer -> layer.at()
                        .figures()
                        .count(Figure.VALUES))
                .says(layer -> Text.sentence(
                        "%,d of %,d values are NaN or infinite, first at step %d",
                        layer.at().checks().nonFinite(),
                        layer.at().figures().count(Figure.VALUES),
                        layer.at().step()))
                .suggests(layer -> Suggestions.nonFinite())
                .build();
    }

    static Rule impossibleOutput() {
        return rule("impossible-output", "Outputs that the declared activation cannot give")
                .firstStep("outputs outside the function's range", step -> step.checks()
                        .impossible())
                .failFrom(1)
                .onlyOf("off by > 0.001, at any step")
                .numbers(layer -> Map.of("values", layer.at().checks().impossible()))
                .says(layer -> Text.sentence(
                        "%,d outputs lie outside the range of the declared activation, first at step %d",
                        layer.at().checks().impossible(), layer.at().step()))
                .suggests(layer -> Suggestions.checkTheDeclaration())
                .build();
    }

    private static Rule duplicateRows() {
        return rule("duplicate-rows", "Rows that are there twice")
                .firstStep("rows with the same key", step -> step.rows().duplicates())
                .failFrom(1)
                .countOf("rows", layer -> layer.at().rows().duplicates(), "of", layer -> layer.at()
                        .rows()
                        .rows())
                .says(layer -> Text.sentence(
                        "%,d of %,d rows repeat a run, step, layer, sample and position, first at step %d; bounds count each sample once",
                        layer.at().rows().duplicates(),
                        layer.at().rows().rows(),
                        layer.at().step()))
                .suggests(layer -> Suggestions.recordOnce())
                .build();
    }

    /** Rows without values and NULL elements, at any step: many are a warning, a few worth knowing. */
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
                .suggests(layer -> Suggestions.recordEverything())
                .build();
    }

    /** A layer that has no rows at a step where other layers of its run have some. */
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
                .countOf("steps", layer -> absent(layer).size(), "of", layer -> layer.stepsOfRun()
                        .size())
                .says(layer -> Text.sentence(
                        "no rows with values at %,d of the run's %,d steps, first at step %d",
                        absent(layer).size(),
                        layer.stepsOfRun().size(),
                        absent(layer).first()))
                .suggests(layer -> Suggestions.recordEverything())
                .build();
    }

    private static TreeSet<Long> absent(LayerCase layer) {
        Set<Long> present =
                layer.diagnosis().steps().stream().map(StepDiagnosis::step).collect(Collectors.toSet());
        TreeSet<Long> absent = new TreeSet<>(layer.stepsOfRun());
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
                        "%,d of %,d outputs are not what the declared activation gives for their inputs, first at step %d",
                        layer.at().checks().mismatched(),
                        layer.at().checks().compared(),
                        layer.at().step()))
                .suggests(layer -> Suggestions.checkTheDeclaration())
                .build();
    }

    /** Inputs of a rectifier that an in-place activation overwrote with its outputs: among many, none is below 0. */
    private static Rule preWithoutNegatives() {
        return rule("pre-without-negatives", "Logged inputs that an in-place activation overwrote")
                .once("inputs of relu, relu6, squared_relu", LogRules::inputsWithoutNegatives, Scale.COUNT)
                .layers(LayerCase::isRectifier)
                .failFrom(1000)
                .onlyOf("and none below 0")
                .numbers(layer ->
                        Map.of("values", (long) inputsWithoutNegatives(layer).orElseThrow()))
                .says(layer -> Text.sentence(
                        "none of %,d inputs is negative: an in-place activation probably overwrote them",
                        (long) inputsWithoutNegatives(layer).orElseThrow()))
                .suggests(layer -> Suggestions.recordBeforeInPlace())
                .build();
    }

    private static OptionalDouble inputsWithoutNegatives(LayerCase layer) {
        List<StepDiagnosis> steps = layer.diagnosis().steps();
        return steps.stream().anyMatch(step -> step.checks().smallestInput() < 0)
                ? OptionalDouble.empty()
                : OptionalDouble.of(
                        steps.stream().mapToLong(step -> step.checks().inputs()).sum());
    }

    private static Rule lowFp16Headroom() {
        return rule("low-fp16-headroom", "Close to the limit of half precision")
                .once("`fp16_headroom`", layer -> layer.figure(Figure.FP16_HEADROOM), Scale.NUMBER)
                .noteBelow(2)
                .numbers(layer -> layer.numbers(Figure.FP16_HEADROOM))
                .says(layer -> Text.sentence(
                        "the largest value is within a factor of %s of half precision's limit",
                        layer.number(Figure.FP16_HEADROOM)))
                .suggests(layer -> Suggestions.nonFinite())
                .build();
    }

    private static Rule noActivation() {
        return rule("no-activation", "No activation declared")
                .note(
                        "layers without an activation",
                        layer -> layer.diagnosis().layer().activation().isEmpty())
                .says(layer -> "the log names no activation for this layer, so only its values are reported")
                .suggests(layer -> Suggestions.checkTheDeclaration())
                .build();
    }
}
