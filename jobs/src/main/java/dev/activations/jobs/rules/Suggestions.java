package dev.activations.jobs.rules;

import java.util.List;
import java.util.stream.Stream;

/** What to try for each kind of finding, in order, with where the advice comes from. */
final class Suggestions {

    private static final Suggestion LOWER_LEARNING_RATE =
            new Suggestion("lower the learning rate, or warm it up", "Goyal et al. 2017; Lu et al. 2020");
    private static final Suggestion NORMALISE_INPUT =
            new Suggestion("normalise the network's input to mean 0 and variance 1", "LeCun et al. 1998");
    private static final Suggestion HE = new Suggestion("use He initialisation", "He et al. 2015");
    private static final Suggestion HE_ZERO_BIAS =
            new Suggestion("use He initialisation with zero, not negative, biases", "He et al. 2015; Lu et al. 2020");
    private static final Suggestion BATCH_NORM =
            new Suggestion("put batch normalisation before the activation", "Ioffe and Szegedy 2015");
    private static final Suggestion OTHER_RELU = new Suggestion(
            "use Leaky ReLU, ELU or SELU", "Maas et al. 2013; Clevert et al. 2016; Klambauer et al. 2017");

    private Suggestions() {}

    static List<Suggestion> unitsDiedInTraining() {
        return List.of(LOWER_LEARNING_RATE, NORMALISE_INPUT, HE, BATCH_NORM, OTHER_RELU);
    }

    static List<Suggestion> unitsDeadSinceTheFirstStep() {
        return Stream.concat(
                        Stream.of(HE_ZERO_BIAS, NORMALISE_INPUT),
                        unitsDiedInTraining().stream().filter(s -> s != NORMALISE_INPUT && s != HE))
                .toList();
    }

    static List<Suggestion> saturated() {
        return List.of(
                NORMALISE_INPUT,
                new Suggestion("use a smaller (He or Glorot) initialisation", "Glorot and Bengio 2010; He et al. 2015"),
                new Suggestion("put a normalisation layer before the activation", "Ioffe and Szegedy 2015"),
                new Suggestion(
                        "use ReLU or GELU in hidden layers, sigmoid and softmax only at the output",
                        "Glorot et al. 2011"));
    }

    static List<Suggestion> vanishingGradient() {
        return List.of(
                new Suggestion(
                        "use ReLU with He, or SELU with LeCun initialisation", "He et al. 2015; Klambauer et al. 2017"),
                new Suggestion("put batch normalisation before the activation", "Ioffe and Szegedy 2015"),
                new Suggestion("use fewer layers, or residual connections", "He et al. 2016"));
    }

    static List<Suggestion> noNonlinearity() {
        return List.of(
                new Suggestion("use a larger initialisation", "Glorot and Bengio 2010"),
                new Suggestion(
                        "check that the activation is applied; a layer that stays linear adds nothing to depth",
                        "Goodfellow et al. 2016, chapter 6"));
    }

    static List<Suggestion> nonFinite() {
        return List.of(
                new Suggestion("clip the gradient", "Pascanu et al. 2013"),
                new Suggestion("lower the learning rate", "Goodfellow et al. 2016, chapter 8"),
                new Suggestion("use bf16 rather than fp16", "Kalamkar et al. 2019"));
    }

    static List<Suggestion> entropyCollapse() {
        return List.of(
                new Suggestion("normalise queries and keys (QK normalisation)", "Henry et al. 2020"),
                new Suggestion("lower the learning rate", "Zhai et al. 2023"));
    }

    static Suggestion logMoreSamples(long more) {
        return new Suggestion("log " + Text.count(more, "more sample"), "Clopper and Pearson 1934");
    }

    static List<Suggestion> hiddenSigmoid() {
        return List.of(new Suggestion(
                "use ReLU or GELU in hidden layers, sigmoid and softmax only at the output", "Glorot et al. 2011"));
    }

    static List<Suggestion> checkTheDeclaration() {
        return List.of(new Suggestion(
                "check the activation that the log declares, or override it by --activation LAYER=NAME",
                "docs/log-format.md"));
    }

    static List<Suggestion> recordBeforeInPlace() {
        return List.of(new Suggestion(
                "copy the inputs before an in-place activation overwrites them, or leave pre out",
                "docs/log-format.md"));
    }

    static List<Suggestion> recordOnce() {
        return List.of(new Suggestion("record each sample once per step and layer", "docs/log-format.md"));
    }

    static List<Suggestion> recordEverything() {
        return List.of(
                new Suggestion("record every layer for every sample at each recorded step", "docs/log-format.md"));
    }

    static List<Suggestion> oneClassOutput() {
        return List.of(
                new Suggestion("look for dead or saturated layers below the output first", "docs/diagnostics.md"),
                new Suggestion("check the balance of the classes and the learning rate", "docs/diagnostics.md"));
    }
}
