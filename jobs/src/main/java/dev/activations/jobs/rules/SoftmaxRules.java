package dev.activations.jobs.rules;

import static dev.activations.jobs.rules.RuleBuilder.rule;

import dev.activations.jobs.diagnosis.Figure;
import dev.activations.jobs.model.Role;
import dev.activations.jobs.rules.Limits.Scale;
import java.util.List;

/** Rules about probabilities inside a network: attention, its heads, and routers. */
final class SoftmaxRules {

    private static final String ENTROPY_COLLAPSE = "entropy-collapse";
    private static final long ENOUGH_SAMPLES = 299;

    static final List<Rule> RULES = List.of(rowSums(), entropyCollapse(), collapsedHeads(), unusedClasses());

    private SoftmaxRules() {}

    private static Rule rowSums() {
        return rule("row-sums", "Softmax rows that do not sum to 1")
                .count(Figure.ROW_SUM_ERRORS)
                .failFrom(1)
                .because("bf16 rows are off by up to 0.005")
                .says(layer -> Text.sentence(
                        "%s not sum to 1 within 0.005",
                        layer.count(Figure.ROW_SUM_ERRORS) == 1
                                ? "1 softmax row does"
                                : Text.count(layer.count(Figure.ROW_SUM_ERRORS), "softmax row") + " do"))
                .suggests(Suggestions.checkTheDeclaration())
                .means("Some rows do not sum to 1 within 0.005: the layer is not a softmax, or not along that axis.")
                .build();
    }

    private static Rule entropyCollapse() {
        return rule(ENTROPY_COLLAPSE, "Attention that looks at one place only")
                .figure(Figure.ENTROPY_MEAN)
                .roles(Layers.but(Role.OUTPUT, Role.ROUTER))
                .layers(layer -> !layer.is("hardmax"))
                .warnBelow(0.1)
                .failBelow(0.01)
                .because("Zhai et al. 2023")
                .quantity(layer -> layer.percent(Figure.ENTROPY_MEAN))
                .says(layer -> Text.sentence(
                        "the mean entropy of the rows is %s of its maximum", layer.percent(Figure.ENTROPY_MEAN)))
                .suggests(Suggestions.entropyCollapse())
                .means(
                        """
                        A softmax inside the network, such as attention, puts nearly all weight on one entry: the mean entropy of
                        its rows is below a tenth of the maximum. Masked entries do not count. With heads, it is the mean over
                        heads of their means. Attention this sharp passes little gradient and is associated with unstable
                        training. hardmax is not judged.
                        """)
                .build();
    }

    private static Rule collapsedHeads() {
        return rule("collapsed-heads", "Heads that look at one place only")
                .once("`collapsed_heads`", layer -> layer.figure(Figure.COLLAPSED_HEADS), Scale.COUNT)
                .roles(Layers.NOT_OUTPUT)
                .layers(layer -> !layer.is("hardmax"))
                .noteFrom(1)
                .because("as entropy-collapse")
                .numbers(Figure.COLLAPSED_HEADS)
                .unless(ENTROPY_COLLAPSE)
                .says(SoftmaxRules::sentenceOfHeads)
                .suggests(Suggestions.oneSharpHead())
                .means(
                        """
                        Some heads of an attention layer have a mean entropy below a tenth of the maximum, although the layer as a
                        whole does not. One sharp head among many is normal in a trained model.
                        """)
                .build();
    }

    private static String sentenceOfHeads(LayerCase layer) {
        double[] heads = layer.headEntropies();
        int sharpest = 0;
        for (int h = 1; h < heads.length; h++) {
            sharpest = !(heads[sharpest] <= heads[h]) ? h : sharpest;
        }
        return Text.sentence(
                "%,d of %,d heads have a mean entropy below a tenth of its maximum, the lowest head %,d with %s",
                layer.count(Figure.COLLAPSED_HEADS), heads.length, sharpest, Text.percent(heads[sharpest]));
    }

    private static Rule unusedClasses() {
        return rule("unused-classes", "Classes that are never chosen")
                .shareOf(
                        "`unused_classes`",
                        layer -> layer.figure(Figure.UNUSED_CLASSES),
                        "classes",
                        layer -> layer.diagnosis().classes())
                .roles(Layers.ROUTER)
                .fromSamples(ENOUGH_SAMPLES)
                .warnFrom(0.3)
                .failFrom(0.5)
                .because("dead experts (Fedus et al. 2022), codebook collapse (Dhariwal et al. 2020)")
                .numbers(layer -> Numbers.of(layer, Figure.UNUSED_CLASSES)
                        .and("units", layer.diagnosis().classes()))
                .says(layer -> Text.sentence(
                        "%,d of %,d classes won no row of %s",
                        layer.count(Figure.UNUSED_CLASSES),
                        layer.diagnosis().classes(),
                        Text.count(layer.samples(), "sample")))
                .suggests(Suggestions.unusedClasses())
                .means(
                        """
                        A router never chooses some experts or codes in at least 299 samples, so these never learn. Only layers of
                        role `router` are judged.
                        """)
                .build();
    }
}
