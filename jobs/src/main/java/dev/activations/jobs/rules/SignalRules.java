package dev.activations.jobs.rules;

import dev.activations.jobs.diagnosis.Figure;
import dev.activations.jobs.rules.GradedRule.Limits;
import java.util.Map;

/** Rules about the signal and the gradient that a layer passes on. */
final class SignalRules {

    private static final double LEAST_HEADROOM = 2;

    private SignalRules() {}

    /** Limits: SageMaker Debugger and DeepDiagnosis (50 %). */
    static Rule saturation() {
        return new GradedRule(
                "saturation",
                LayerCase::isGated,
                layer -> layer.figure(Figure.SATURATED_FRACTION),
                Limits.atLeast(0.1, 0.5),
                true,
                layer -> Text.sentence(
                        "%s of the values lie where the function has levelled off (%s low, %s high)",
                        layer.percent(Figure.SATURATED_FRACTION),
                        layer.percent(Figure.SATURATED_LOW_FRACTION),
                        layer.percent(Figure.SATURATED_HIGH_FRACTION)),
                layer -> layer.numbers(Figure.SATURATED_FRACTION),
                layer -> Suggestions.saturated());
    }

    static Rule signalCollapse() {
        return new GradedRule(
                "signal-collapse",
                LayerCase::hasSamplesForVariation,
                layer -> layer.figure(Figure.SIGNAL_SPREAD),
                Limits.below(0.05, 0.005),
                true,
                layer -> Text.sentence(
                        "the outputs hardly depend on the input any more: over %s the median unit varies by %s of its range",
                        Text.count(layer.samples(), "sample"), layer.percent(Figure.SIGNAL_SPREAD)),
                layer -> layer.numbers(Figure.SIGNAL_SPREAD),
                layer -> Suggestions.saturated());
    }

    /** Judged on the ratio, not on the product over layers: a healthy ReLU net of 34 layers has a product of 0.5^34. */
    static Rule vanishingGradient() {
        GradedRule dead = UnitRules.deadUnits();
        return new GradedRule(
                "vanishing-gradient",
                layer -> dead.severity(layer).isEmpty() && !UnitRules.isUndecided(layer),
                layer -> layer.figure(Figure.DERIVATIVE_RATIO),
                Limits.below(0.05, 0.001),
                true,
                layer -> Text.sentence(
                        "the mean gradient of the activation is %s, %s of what a standard normal input gives",
                        layer.number(Figure.MEAN_DERIVATIVE), layer.percent(Figure.DERIVATIVE_RATIO)),
                layer -> layer.numbers(Figure.DERIVATIVE_RATIO),
                layer -> Suggestions.vanishingGradient());
    }

    static Rule noNonlinearity() {
        return new GradedRule(
                "no-nonlinearity",
                layer -> layer.hasSamplesForVariation() && !layer.is("identity"),
                layer -> layer.figure(Figure.DERIVATIVE_VARIATION),
                Limits.below(0.01, Limits.UNREACHED),
                true,
                layer -> Text.sentence(
                        "the gradient of the activation varies by %s of its mean: the layer acts as a linear map",
                        layer.percent(Figure.DERIVATIVE_VARIATION)),
                layer -> layer.numbers(Figure.DERIVATIVE_VARIATION),
                layer -> Suggestions.noNonlinearity());
    }

    static Rule saturatingActivation() {
        return new InfoRule(
                "saturating-activation",
                layer -> !layer.output() && (layer.is("sigmoid") || layer.is("tanh")),
                layer -> Text.sentence(
                        "a hidden layer uses %s, whose gradient vanishes on both sides",
                        layer.diagnosis().layer().activation()),
                layer -> Map.of(),
                layer -> Suggestions.hiddenSigmoid());
    }

    static Rule lowFp16Headroom() {
        return new InfoRule(
                "low-fp16-headroom",
                layer -> layer.figure(Figure.FP16_HEADROOM).orElse(LEAST_HEADROOM) < LEAST_HEADROOM,
                layer -> Text.sentence(
                        "the largest value is within a factor of %s of half precision's limit",
                        layer.number(Figure.FP16_HEADROOM)),
                layer -> layer.numbers(Figure.FP16_HEADROOM),
                layer -> Suggestions.nonFinite());
    }
}
