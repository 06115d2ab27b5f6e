package dev.activations.jobs.rules;

import static dev.activations.jobs.rules.RuleBuilder.rule;

import dev.activations.jobs.diagnosis.Figure;
import dev.activations.jobs.rules.Limits.Scale;
import java.util.List;
import java.util.OptionalDouble;

/** Rules about what a model answers. */
final class OutputRules {

    private static final String CONSTANT_OUTPUT = "constant-output";

    static final List<Rule> RULES = List.of(constantOutput(), oneClassOutput());

    private OutputRules() {}

    private static Rule constantOutput() {
        return rule(CONSTANT_OUTPUT, "The same answer for every sample")
                .share(Figure.SIGNAL_SPREAD)
                .roles(Layers.OUTPUT)
                .layers(LayerCase::squashes)
                .fromSamples(LayerCase.SAMPLES_FOR_VARIATION)
                .warnBelow(0.005)
                .share(Figure.RELATIVE_SPREAD)
                .roles(Layers.OUTPUT)
                .layers(layer -> !layer.squashes())
                .fromSamples(LayerCase.SAMPLES_FOR_VARIATION)
                .warnBelow(0.001)
                .says(layer -> Text.sentence(
                        "the model predicts the same for every sample: over %s the median output varies by %s of its %s",
                        Text.count(layer.samples(), "sample"),
                        layer.percent(layer.spread()),
                        layer.squashes() ? "range" : "size"))
                .suggests(Suggestions.poorOutput())
                .means(
                        """
                        The output is the same for every sample: the `signal_spread` of a sigmoid or tanh, or the
                        `relative_spread` of anything else, is almost 0. Only layers of role `output` are judged.
                        """)
                .build();
    }

    private static Rule oneClassOutput() {
        return rule("one-class-output", "One class wins for nearly every sample")
                .number("share of the samples that the top class wins", OutputRules::topClass, Scale.SHARE)
                .roles(Layers.OUTPUT)
                .layers(OutputRules::choosesClass)
                .fromSamples(LayerCase.SAMPLES_FOR_VARIATION)
                .warnFrom(0.95)
                .numbers(layer ->
                        Numbers.of("top_class_fraction", topClass(layer).orElseThrow()))
                .quantity(layer -> Text.percent(topClass(layer).orElseThrow()))
                .unless(CONSTANT_OUTPUT)
                .says(layer -> Text.sentence(
                        "one class wins %s of %s",
                        Text.percent(topClass(layer).orElseThrow()), Text.count(layer.samples(), "sample")))
                .suggests(Suggestions.poorOutput())
                .means(
                        """
                        One class wins at least 95 % of the samples at the output layer. For softmax kinds, `pre` alone is enough
                        to tell. Logits (identity, or no activation) are judged if they have two units or more and a declared
                        role. In `negative-bias-relu` and `high-lr-relu`, the output is a constant guess. Ignore this finding if
                        your samples really belong to one class.
                        """)
                .build();
    }

    private static boolean choosesClass(LayerCase layer) {
        return layer.isSoftmaxKind() || layer.isRoleDeclared() && (!layer.hasActivation() || layer.is("identity"));
    }

    private static OptionalDouble topClass(LayerCase layer) {
        return layer.figure(layer.isSoftmaxKind() ? Figure.TOP_CLASS_FRACTION : Figure.TOP_UNIT_FRACTION);
    }
}
