package dev.activations.jobs.rules;

import static dev.activations.jobs.rules.RuleBuilder.rule;

import dev.activations.jobs.diagnosis.Figure;
import dev.activations.jobs.model.Role;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Rules about the signal and the gradient that a layer passes on. */
final class SignalRules {

    private static final Set<Role> INNER = EnumSet.complementOf(EnumSet.of(Role.OUTPUT));

    static final List<Rule> RULES =
            List.of(saturation(), signalCollapse(), vanishingGradient(), noNonlinearity(), saturatingActivation());

    private SignalRules() {}

    private static Rule saturation() {
        return rule("saturation", "Saturated values")
                .share(Figure.SATURATED_FRACTION)
                .roles(INNER)
                .layers(LayerCase::isGated)
                .warnFrom(0.1)
                .failFrom(0.5)
                .because("SageMaker Debugger; DeepDiagnosis")
                .says(layer -> Text.sentence(
                        "%s of the values lie where the function has levelled off (%s low, %s high)",
                        layer.percent(Figure.SATURATED_FRACTION),
                        layer.percent(Figure.SATURATED_LOW_FRACTION),
                        layer.percent(Figure.SATURATED_HIGH_FRACTION)))
                .suggests(layer -> Suggestions.saturated())
                .build();
    }

    private static Rule signalCollapse() {
        return rule("signal-collapse", "Outputs that hardly depend on the input any more")
                .share(Figure.SIGNAL_SPREAD)
                .quantity(layer -> "")
                .roles(INNER)
                .fromSamples(LayerCase.SAMPLES_FOR_VARIATION)
                .warnBelow(0.05)
                .failBelow(0.005)
                .says(layer -> Text.sentence(
                        "the outputs hardly depend on the input any more: over %s the median unit varies by %s of its range",
                        Text.count(layer.samples(), "sample"), layer.percent(Figure.SIGNAL_SPREAD)))
                .suggests(layer -> Suggestions.saturated())
                .build();
    }

    /** Judged on the ratio, not on the product over layers: a healthy ReLU net of 34 layers has a product of 0.5^34. */
    private static Rule vanishingGradient() {
        return rule("vanishing-gradient", "Hardly any gradient gets through")
                .figure(Figure.DERIVATIVE_RATIO)
                .roles(INNER)
                .warnBelow(0.05)
                .failBelow(0.001)
                .unless(UnitRules.DEAD_UNITS, UnitRules.NOT_ENOUGH_DATA)
                .says(layer -> Text.sentence(
                        "the mean gradient of the activation is %s, %s of what a standard normal input gives",
                        layer.number(Figure.MEAN_DERIVATIVE), layer.percent(Figure.DERIVATIVE_RATIO)))
                .suggests(layer -> Suggestions.vanishingGradient())
                .build();
    }

    private static Rule noNonlinearity() {
        return rule("no-nonlinearity", "Layers that act as a linear map")
                .share(Figure.DERIVATIVE_VARIATION)
                .quantity(layer -> "")
                .roles(INNER)
                .layers(layer -> !layer.is("identity"))
                .fromSamples(LayerCase.SAMPLES_FOR_VARIATION)
                .warnBelow(0.01)
                .says(layer -> Text.sentence(
                        "the gradient of the activation varies by %s of its mean: the layer acts as a linear map",
                        layer.percent(Figure.DERIVATIVE_VARIATION)))
                .suggests(layer -> Suggestions.noNonlinearity())
                .build();
    }

    private static Rule saturatingActivation() {
        return rule("saturating-activation", "Sigmoid or tanh in a hidden layer")
                .note(
                        "hidden layers of sigmoid or tanh",
                        layer -> !layer.output() && (layer.is("sigmoid") || layer.is("tanh")))
                .says(layer -> Text.sentence(
                        "a hidden layer uses %s, whose gradient vanishes on both sides",
                        layer.diagnosis().layer().activation()))
                .suggests(layer -> Suggestions.hiddenSigmoid())
                .build();
    }

    static Rule outputLayerAssumed() {
        return rule("output-layer-assumed", "Taken for the output layer")
                .note("an output layer that was spared a finding", layer -> !layer.spared()
                        .isEmpty())
                .numbers(layer -> Map.of("rules", layer.spared()))
                .says(layer -> Text.sentence(
                        "taken for the output layer, which may be sure of itself, so it is spared %s; if it is not, say --output-layer none",
                        String.join(", ", layer.spared())))
                .build();
    }
}
