package dev.activations.jobs.rules;

import dev.activations.jobs.diagnosis.Figure;
import dev.activations.jobs.rules.GradedRule.Limits;
import java.util.Map;

/** Rules about probabilities: attention rows inside the net, and the classes at its output. */
final class SoftmaxRules {

    private SoftmaxRules() {}

    static Rule rowSums() {
        return new GradedRule(
                "row-sums",
                layer -> true,
                layer -> layer.figure(Figure.ROW_SUM_ERRORS),
                Limits.atLeast(Limits.UNREACHED, 1),
                false,
                layer -> Text.sentence(
                        "%,d softmax rows do not sum to 1 within 0.005", layer.count(Figure.ROW_SUM_ERRORS)),
                layer -> Map.of("row_sum_errors", layer.count(Figure.ROW_SUM_ERRORS)),
                layer -> Suggestions.checkTheDeclaration());
    }

    /** Limit: Zhai et al. 2023, attention entropy collapse. */
    static Rule entropyCollapse() {
        return new GradedRule(
                "entropy-collapse",
                layer -> !layer.output() && !layer.is("hardmax"),
                layer -> layer.figure(Figure.ENTROPY_MEAN),
                Limits.below(0.1, Limits.UNREACHED),
                false,
                layer -> Text.sentence(
                        "the mean entropy of the rows is %s of its maximum", layer.percent(Figure.ENTROPY_MEAN)),
                layer -> layer.numbers(Figure.ENTROPY_MEAN),
                layer -> Suggestions.entropyCollapse());
    }

    static Rule oneClassOutput() {
        return new GradedRule(
                "one-class-output",
                layer -> layer.output() && layer.hasSamplesForVariation(),
                layer -> layer.figure(Figure.TOP_CLASS_FRACTION),
                Limits.atLeast(0.95, Limits.UNREACHED),
                false,
                layer -> Text.sentence(
                        "one class wins %s of %s",
                        layer.percent(Figure.TOP_CLASS_FRACTION), Text.count(layer.samples(), "sample")),
                layer -> layer.numbers(Figure.TOP_CLASS_FRACTION),
                layer -> Suggestions.oneClassOutput());
    }
}
