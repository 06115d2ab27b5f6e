package dev.activations.jobs.rules;

import static dev.activations.jobs.rules.RuleBuilder.rule;

import dev.activations.jobs.diagnosis.Figure;
import dev.activations.jobs.model.Role;
import java.util.EnumSet;
import java.util.List;

/** Rules about the gradient that gets through an activation, and about the loss gradient where the log has it. */
final class GradientRules {

    private static final String NON_FINITE_GRADIENT = "non-finite-gradient";
    private static final String ZERO_GRADIENT = "zero-gradient";

    static final List<Rule> RULES = List.of(vanishingGradient(), noNonlinearity(), zeroGradient(), gradientScale());

    private GradientRules() {}

    /** Judged on the ratio, not on the product over layers: a healthy ReLU net of 34 layers has a product of 0.5^34. */
    private static Rule vanishingGradient() {
        return rule("vanishing-gradient", "Hardly any gradient gets through")
                .figure(Figure.DERIVATIVE_RATIO)
                .roles(EnumSet.of(Role.HIDDEN, Role.ATTENTION, Role.ROUTER))
                .warnBelow(0.05)
                .failBelow(0.001)
                .quantity(layer -> layer.percent(Figure.DERIVATIVE_RATIO))
                .unless(SignalRules.SAID_BETTER)
                .says(layer -> layer.behaviour().filter(Causes::canBeOff).isPresent()
                        ? Text.sentence(
                                "only %s of the values pass a gradient: the mean slope is %s of what a standard normal input gives",
                                layer.percent(Figure.MEAN_DERIVATIVE), layer.percent(Figure.DERIVATIVE_RATIO))
                        : Text.sentence(
                                "the mean gradient of the activation is %s, %s of what a standard normal input gives",
                                layer.number(Figure.MEAN_DERIVATIVE), layer.percent(Figure.DERIVATIVE_RATIO)))
                .causedBy(Causes::ofVanishingGradient)
                .suggests(Suggestions.vanishingGradient())
                .means(
                        """
                        The mean slope of the activation is below 5 % (failure: 0.1 %) of what the function has under a standard
                        normal input. Each layer is judged by itself, never by the product over layers: a healthy ReLU network of
                        34 layers has a product of 0.5³⁴. `dead-units`, `stuck-units`, `not-enough-data` and `non-finite` silence
                        this rule, because they explain more. In `hidden5` of `deep-sigmoid`, the ratio is 1.43 %.
                        """)
                .build();
    }

    private static Rule noNonlinearity() {
        return rule("no-nonlinearity", "Layers that act as a linear map")
                .share(Figure.DERIVATIVE_VARIATION)
                .quantity(layer -> "")
                .roles(Layers.INNER)
                .layers(layer -> !layer.is("identity"))
                .fromSamples(LayerCase.SAMPLES_FOR_VARIATION)
                .warnBelow(0.01)
                .unless(SignalRules.SAID_BETTER)
                .says(layer -> Text.sentence(
                        "the gradient of the activation varies by %s of its mean: the layer acts as a linear map",
                        layer.percent(Figure.DERIVATIVE_VARIATION)))
                .causedBy(Causes::ofNarrowSignal)
                .means(
                        """
                        The slope of the activation is the same for practically all values: it varies by less than 1 % of its
                        mean. The layer then acts as a linear map, and several such layers are no better than one. A sigmoid does
                        this if its inputs all lie near 0: in `hidden1` of `deep-sigmoid`, the slope varies by 0.384 %. `identity`
                        is not judged.
                        """)
                .build();
    }

    static Rule nonFiniteGradient() {
        return rule(NON_FINITE_GRADIENT, "NaN or infinite gradients")
                .firstStep(
                        "NaN and ±Infinity in `gradient`", step -> step.checks().nonFiniteGradients())
                .failFrom(1)
                .numbers(layer -> Numbers.of("values", layer.at().checks().nonFiniteGradients()))
                .quantity(layer -> Text.sentence(
                        "%,d of %,d",
                        layer.at().checks().nonFiniteGradients(),
                        layer.at().checks().gradients()))
                .says(layer -> Text.sentence(
                        "%,d of %,d logged gradients are NaN or infinite, first at step %,d",
                        layer.at().checks().nonFiniteGradients(),
                        layer.at().checks().gradients(),
                        layer.at().step()))
                .suggests(Suggestions.noGradient())
                .means("NaN or infinite values in the log's `gradient`, at any step; the finding names the first step.")
                .build();
    }

    private static Rule zeroGradient() {
        return rule(ZERO_GRADIENT, "No loss gradient arrives")
                .shareOf(
                        "units that fire, and whose logged gradient is 0 in all samples",
                        layer -> layer.figure(Figure.IDLE_UNITS),
                        "units that fire",
                        layer -> layer.count(Figure.FIRING_UNITS))
                .fromSamples(LayerCase.SAMPLES_FOR_VARIATION)
                .warnFrom(0.5)
                .failFrom(1)
                .numbers(layer -> Numbers.of(layer, Figure.IDLE_UNITS).and("units", layer.count(Figure.FIRING_UNITS)))
                .says(layer -> Text.sentence(
                        "the logged gradient of %,d of %,d units that fire is 0 in all %s",
                        layer.count(Figure.IDLE_UNITS),
                        layer.count(Figure.FIRING_UNITS),
                        Text.count(layer.samples(), "sample")))
                .suggests(Suggestions.noGradient())
                .means(
                        """
                        The log has the loss gradient, and it is exactly 0 for units that fire. Such a layer does not learn,
                        although nothing is wrong with its activations: it is often frozen, detached, or not in the loss's graph.
                        """)
                .build();
    }

    private static Rule gradientScale() {
        return rule("gradient-scale", "Loss gradients of an unusual size")
                .factor(Figure.GRADIENT_SCALE)
                .numbers(Figure.GRADIENT_NORM, Figure.GRADIENT_SCALE)
                .warnOutside(1e3)
                .failOutside(1e6)
                .because("SageMaker Debugger; Glorot and Bengio 2010")
                .quantity(layer -> layer.number(Figure.GRADIENT_SCALE) + " times the deepest")
                .unless(NON_FINITE_GRADIENT, ZERO_GRADIENT)
                .says(layer -> Text.sentence(
                        "the loss gradient is %s times as large as in the deepest layer that logs one",
                        layer.number(Figure.GRADIENT_SCALE)))
                .causedBy(Causes::ofGradientScale)
                .means(
                        """
                        `gradient_norm` is far larger or smaller than in the deepest layer that logs gradients: gradients explode
                        or vanish on their way back.
                        """)
                .build();
    }
}
