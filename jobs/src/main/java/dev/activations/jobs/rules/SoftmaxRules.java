package dev.activations.jobs.rules;

import static dev.activations.jobs.rules.RuleBuilder.rule;

import dev.activations.jobs.diagnosis.Figure;
import java.util.List;

/** Rules about probabilities: attention rows inside the net, and the classes at its output. */
final class SoftmaxRules {

    static final List<Rule> RULES = List.of(rowSums(), entropyCollapse(), oneClassOutput());

    private SoftmaxRules() {}

    private static Rule rowSums() {
        return rule("row-sums", "Softmax rows that do not sum to 1")
                .count(Figure.ROW_SUM_ERRORS)
                .failFrom(1)
                .because("bf16 rows are off by up to 0.005")
                .says(layer -> Text.sentence(
                        "%,d softmax rows do not sum to 1 within 0.005", layer.count(Figure.ROW_SUM_ERRORS)))
                .suggests(layer -> Suggestions.checkTheDeclaration())
                .build();
    }

    private static Rule entropyCollapse() {
        return rule("entropy-collapse", "Attention that looks at one place only")
                .figure(Figure.ENTROPY_MEAN)
                .layers(layer -> !layer.output() && !layer.is("hardmax"))
                .warnBelow(0.1)
                .because("Zhai et al. 2023")
                .says(layer -> Text.sentence(
                        "the mean entropy of the rows is %s of its maximum", layer.percent(Figure.ENTROPY_MEAN)))
                .suggests(layer -> Suggestions.entropyCollapse())
                .build();
    }

    private static Rule oneClassOutput() {
        return rule("one-class-output", "One class wins for nearly every sample")
                .share(Figure.TOP_CLASS_FRACTION)
                .layers(LayerCase::output)
                .fromSamples(LayerCase.SAMPLES_FOR_VARIATION)
                .warnFrom(0.95)
                .says(layer -> Text.sentence(
                        "one class wins %s of %s",
                        layer.percent(Figure.TOP_CLASS_FRACTION), Text.count(layer.samples(), "sample")))
                .suggests(layer -> Suggestions.oneClassOutput())
                .build();
    }
}
