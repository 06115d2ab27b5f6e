package dev.activations.jobs.diagnosis;

import dev.activations.jobs.diagnosis.GradedRule.Limits;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * The table of rules. Each entry says which layers it is for, which number it looks at, from where on it warns and fails
 * (with the source of the limit), what it says, and what it suggests. A new rule is one entry here and one test.
 */
public final class Rules {

    static final String NON_FINITE = "non-finite";
    static final String IMPOSSIBLE_OUTPUT = "impossible-output";
    /** The rule that makes a layer's verdict insufficient_data. */
    public static final String NOT_ENOUGH_DATA = "not-enough-data";

    /** Whether or not a layer's activation is declared right, these hold. */
    static final List<Rule> ALWAYS_JUDGED = List.of(nonFinite(), impossibleOutput());

    /** Judged where the declared activation is possible. */
    static final List<Rule> JUDGED = List.of(
            duplicateRows(),
            missingValues(),
            missingLayer(),
            activationMismatch(),
            preWithoutNegatives(),
            lowFp16Headroom(),
            noActivation(),
            deadUnits(),
            notEnoughData(),
            nearlyDeadUnits(),
            constantUnits(),
            saturation(),
            signalCollapse(),
            vanishingGradient(),
            noNonlinearity(),
            saturatingActivation(),
            revivedUnits(),
            rowSums(),
            entropyCollapse(),
            oneClassOutput());

    private static final double UNREACHED = Double.NaN;
    private static final double FEWEST_SILENT = 0.1;
    private static final double LEAST_HEADROOM = 2;
    private static final double MISMATCHED_SHARE = 1e-3;

    private Rules() {}

    private static Rule nonFinite() {
        return new StepRule(
                NON_FINITE,
                Severity.FAIL,
                layer -> true,
                step -> step.checks().nonFinite() > 0,
                step -> Text.sentence(
                        "%,d of %,d values are NaN or infinite, first at step %d",
                        step.checks().nonFinite(), step.figures().count(Figure.VALUES), step.step()),
                step -> Map.of(
                        "values",
                        step.checks().nonFinite(),
                        "of",
                        step.figures().count(Figure.VALUES)),
                Suggestions.nonFinite());
    }

    private static Rule impossibleOutput() {
        return new StepRule(
                IMPOSSIBLE_OUTPUT,
                Severity.FAIL,
                layer -> true,
                step -> step.checks().impossible() > 0,
                step -> Text.sentence(
                        "%,d outputs lie outside the range of the declared activation, first at step %d",
                        step.checks().impossible(), step.step()),
                step -> Map.of("values", step.checks().impossible()),
                Suggestions.checkTheDeclaration());
    }

    private static Rule duplicateRows() {
        return new StepRule(
                "duplicate-rows",
                Severity.FAIL,
                layer -> true,
                step -> step.rows().duplicates() > 0,
                step -> Text.sentence(
                        "%,d of %,d rows repeat a run, step, layer, sample and position, first at step %d; bounds count each sample once",
                        step.rows().duplicates(), step.rows().rows(), step.step()),
                step -> Map.of(
                        "rows", step.rows().duplicates(), "of", step.rows().rows()),
                Suggestions.recordOnce());
    }

    private static Rule missingValues() {
        return new MissingValues();
    }

    private static Rule missingLayer() {
        return new MissingLayer();
    }

    private static Rule activationMismatch() {
        return new StepRule(
                "activation-mismatch",
                Severity.WARN,
                layer -> true,
                step -> step.checks().mismatched()
                        > MISMATCHED_SHARE * step.checks().compared(),
                step -> Text.sentence(
                        "%,d of %,d outputs are not what the declared activation gives for their inputs, first at step %d",
                        step.checks().mismatched(), step.checks().compared(), step.step()),
                step -> Map.of(
                        "values",
                        step.checks().mismatched(),
                        "of",
                        step.checks().compared()),
                Suggestions.checkTheDeclaration());
    }

    private static Rule preWithoutNegatives() {
        return new PreWithoutNegatives();
    }

    private static Rule lowFp16Headroom() {
        return new InfoRule(
                "low-fp16-headroom",
                layer -> layer.figure(Figure.FP16_HEADROOM).orElse(LEAST_HEADROOM) < LEAST_HEADROOM,
                layer -> Text.sentence(
                        "the largest value is within a factor of %s of half precision's limit",
                        number(layer, Figure.FP16_HEADROOM)),
                layer -> numbers(layer, Figure.FP16_HEADROOM),
                layer -> Suggestions.nonFinite());
    }

    private static Rule noActivation() {
        return new InfoRule(
                "no-activation",
                layer -> layer.diagnosis().layer().activation().isEmpty(),
                layer -> "the log names no activation for this layer, so only its values are reported",
                layer -> Map.of(),
                layer -> Suggestions.checkTheDeclaration());
    }

    /** Limits: keras-contrib's DeadReluDetector (10 %), SageMaker Debugger's dying_relu (50 %). */
    private static Rule deadUnits() {
        return new GradedRule(
                "dead-units",
                layer -> true,
                layer -> layer.figure(Figure.DEAD_FRACTION),
                Limits.atLeast(0.1, 0.5),
                false,
                layer -> Text.sentence(
                        "%,d of %,d units never fired in %,d samples (each fires in under %s of such samples, %s sure): %s",
                        layer.count(Figure.DEAD_UNITS),
                        layer.units(),
                        layer.samples(),
                        Text.percent(layer.settings().maxFiringRate()),
                        Text.percent(1 - layer.settings().alpha()),
                        Text.diedAt(layer.diagnosis().diedAtStep())),
                layer -> Map.of("dead_units", layer.count(Figure.DEAD_UNITS), "units", layer.units()),
                Rules::suggestionsForDeadUnits);
    }

    private static List<Suggestion> suggestionsForDeadUnits(LayerCase layer) {
        long firstStep = layer.diagnosis().steps().get(0).step();
        int sinceFirst = layer.diagnosis().diedAtStep().getOrDefault(firstStep, 0);
        if (deadAtUpperClamp(layer)) {
            return Suggestions.saturated();
        }
        return sinceFirst * 2L > layer.count(Figure.DEAD_UNITS)
                ? Suggestions.unitsDeadSinceTheFirstStep()
                : Suggestions.unitsDiedInTraining();
    }

    /** Whether most of the dead units are stuck at a clamp above (relu6, hard_tanh, hard_sigmoid), not below. */
    private static boolean deadAtUpperClamp(LayerCase layer) {
        double high = layer.figure(Figure.SATURATED_HIGH_FRACTION).orElse(0);
        return high * 2 > layer.figure(Figure.DEAD_FRACTION).orElse(0) && high > 0;
    }

    private static boolean isUndecided(LayerCase layer) {
        return layer.count(Figure.INSUFFICIENT_UNITS) > 0
                && layer.figure(Figure.NEVER_FIRED_FRACTION).orElse(0) >= FEWEST_SILENT
                && deadUnits().judge(layer).isEmpty();
    }

    private static Rule notEnoughData() {
        return new InfoRule(
                NOT_ENOUGH_DATA,
                Rules::isUndecided,
                layer -> Text.sentence(
                        "%,d of %,d units never fired, but %,d samples can only prove a firing rate below %s",
                        layer.count(Figure.NEVER_FIRED_UNITS),
                        layer.units(),
                        layer.samples(),
                        Text.percent(
                                layer.figure(Figure.FIRING_RATE_UPPER_BOUND).orElse(1))),
                layer -> Map.of(
                        "never_fired_units",
                        layer.count(Figure.NEVER_FIRED_UNITS),
                        "units",
                        layer.units(),
                        "samples",
                        layer.samples()),
                layer -> List.of(Suggestions.logMoreSamples(missingSamples(layer))));
    }

    private static long missingSamples(LayerCase layer) {
        FiringBound bound = layer.settings().bound(layer.units());
        return Math.max(1, bound.samplesNeeded(layer.settings().maxFiringRate()) - layer.samples());
    }

    /** Limit: SageMaker Debugger; Sokar et al. 2023 and Lyle et al. 2023 on loss of plasticity. */
    private static Rule nearlyDeadUnits() {
        return shareOfUnits(
                "nearly-dead-units",
                Figure.NEARLY_DEAD_UNITS,
                "%,d of %,d units fire, but provably in too few samples",
                Suggestions.unitsDiedInTraining());
    }

    /** Limit: PyTorch's ModelReport. */
    private static Rule constantUnits() {
        return shareOfUnits(
                "constant-units",
                Figure.CONSTANT_UNITS,
                "%,d of %,d units have the same value for every sample",
                Suggestions.saturated());
    }

    private static Rule shareOfUnits(String name, Figure count, String sentence, List<Suggestion> suggestions) {
        return new GradedRule(
                name,
                layer -> count != Figure.CONSTANT_UNITS || layer.hasSamplesForVariation(),
                layer -> layer.shareOfUnits(count),
                Limits.atLeast(0.1, UNREACHED),
                false,
                layer -> Text.sentence(sentence, layer.count(count), layer.units()),
                layer -> Map.of(count.key(), layer.count(count), "units", layer.units()),
                layer -> suggestions);
    }

    /** Limits: SageMaker Debugger and DeepDiagnosis (50 %). */
    private static Rule saturation() {
        return new GradedRule(
                "saturation",
                LayerCase::isGated,
                layer -> layer.figure(Figure.SATURATED_FRACTION),
                Limits.atLeast(0.1, 0.5),
                true,
                layer -> Text.sentence(
                        "%s of the values lie where the function has levelled off (%s low, %s high)",
                        percent(layer, Figure.SATURATED_FRACTION),
                        percent(layer, Figure.SATURATED_LOW_FRACTION),
                        percent(layer, Figure.SATURATED_HIGH_FRACTION)),
                layer -> numbers(layer, Figure.SATURATED_FRACTION),
                layer -> Suggestions.saturated());
    }

    private static Rule signalCollapse() {
        return new GradedRule(
                "signal-collapse",
                LayerCase::hasSamplesForVariation,
                layer -> layer.figure(Figure.SIGNAL_SPREAD),
                Limits.below(0.05, 0.005),
                true,
                layer -> Text.sentence(
                        "the outputs hardly depend on the input any more: over %,d samples the median unit varies by %s of its range",
                        layer.samples(), percent(layer, Figure.SIGNAL_SPREAD)),
                layer -> numbers(layer, Figure.SIGNAL_SPREAD),
                layer -> Suggestions.saturated());
    }

    /** Judged on the ratio, not on the product over layers: a healthy ReLU net of 34 layers has a product of 0.5^34. */
    private static Rule vanishingGradient() {
        Rule dead = deadUnits();
        return new GradedRule(
                "vanishing-gradient",
                layer -> dead.judge(layer).isEmpty() && !isUndecided(layer),
                layer -> layer.figure(Figure.DERIVATIVE_RATIO),
                Limits.below(0.05, 0.001),
                true,
                layer -> Text.sentence(
                        "the mean gradient of the activation is %s, %s of what a standard normal input gives",
                        number(layer, Figure.MEAN_DERIVATIVE), percent(layer, Figure.DERIVATIVE_RATIO)),
                layer -> numbers(layer, Figure.DERIVATIVE_RATIO),
                layer -> Suggestions.vanishingGradient());
    }

    private static Rule noNonlinearity() {
        return new GradedRule(
                "no-nonlinearity",
                layer -> layer.hasSamplesForVariation() && !layer.is("identity"),
                layer -> layer.figure(Figure.DERIVATIVE_VARIATION),
                Limits.below(0.01, UNREACHED),
                true,
                layer -> Text.sentence(
                        "the gradient of the activation varies by %s of its mean: the layer acts as a linear map",
                        percent(layer, Figure.DERIVATIVE_VARIATION)),
                layer -> numbers(layer, Figure.DERIVATIVE_VARIATION),
                layer -> Suggestions.noNonlinearity());
    }

    private static Rule saturatingActivation() {
        return new InfoRule(
                "saturating-activation",
                layer -> !layer.output() && (layer.is("sigmoid") || layer.is("tanh")),
                layer -> Text.sentence(
                        "a hidden layer uses %s, whose gradient vanishes on both sides",
                        layer.diagnosis().layer().activation()),
                layer -> Map.of(),
                layer -> Suggestions.hiddenSigmoid());
    }

    private static Rule revivedUnits() {
        return new InfoRule(
                "revived-units",
                layer -> layer.diagnosis().revivedUnits() > 0,
                layer -> Text.sentence(
                        "%,d of %,d units fired again after having been dead",
                        layer.diagnosis().revivedUnits(), layer.units()),
                layer -> Map.of("revived_units", layer.diagnosis().revivedUnits()),
                layer -> List.of());
    }

    private static Rule rowSums() {
        return new GradedRule(
                "row-sums",
                layer -> true,
                layer -> layer.figure(Figure.ROW_SUM_ERRORS),
                Limits.atLeast(UNREACHED, 1),
                false,
                layer -> Text.sentence(
                        "%,d softmax rows do not sum to 1 within 0.005", layer.count(Figure.ROW_SUM_ERRORS)),
                layer -> Map.of("row_sum_errors", layer.count(Figure.ROW_SUM_ERRORS)),
                layer -> Suggestions.checkTheDeclaration());
    }

    /** Limit: Zhai et al. 2023, attention entropy collapse. */
    private static Rule entropyCollapse() {
        return new GradedRule(
                "entropy-collapse",
                layer -> !layer.output() && !layer.is("hardmax"),
                layer -> layer.figure(Figure.ENTROPY_MEAN),
                Limits.below(0.1, UNREACHED),
                false,
                layer -> Text.sentence(
                        "the mean entropy of the rows is %s of its maximum", percent(layer, Figure.ENTROPY_MEAN)),
                layer -> numbers(layer, Figure.ENTROPY_MEAN),
                layer -> Suggestions.entropyCollapse());
    }

    private static Rule oneClassOutput() {
        return new GradedRule(
                "one-class-output",
                layer -> layer.output() && layer.hasSamplesForVariation(),
                layer -> layer.figure(Figure.TOP_CLASS_FRACTION),
                Limits.atLeast(0.95, UNREACHED),
                false,
                layer -> Text.sentence(
                        "one class wins %s of %,d samples", percent(layer, Figure.TOP_CLASS_FRACTION), layer.samples()),
                layer -> numbers(layer, Figure.TOP_CLASS_FRACTION),
                layer -> Suggestions.oneClassOutput());
    }

    private static String percent(LayerCase layer, Figure figure) {
        OptionalDouble value = layer.figure(figure);
        return value.isPresent() ? Text.percent(value.getAsDouble()) : "none";
    }

    private static String number(LayerCase layer, Figure figure) {
        return Text.number(layer.figure(figure).orElse(Double.NaN));
    }

    private static Map<String, Object> numbers(LayerCase layer, Figure figure) {
        return Map.of(figure.key(), layer.figure(figure).orElseThrow());
    }
}
