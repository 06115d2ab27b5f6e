package dev.activations.jobs.rules;

import java.util.List;

/** What one can try, each with where the advice comes from; {@link Cause} puts some of it in order. */
final class Suggestions {

    static final Suggestion LARGER_INITIALISATION = new Suggestion(
            "use a larger initialisation (He for ReLU and its kin, Glorot for tanh and sigmoid, LeCun for SELU)",
            "Glorot and Bengio 2010; He et al. 2015; Klambauer et al. 2017");
    static final Suggestion SMALLER_INITIALISATION =
            new Suggestion("use a smaller initialisation (He or Glorot)", "Glorot and Bengio 2010; He et al. 2015");
    static final Suggestion HE = new Suggestion("use He initialisation", "He et al. 2015");
    static final Suggestion HE_OR_LECUN =
            new Suggestion("use He or LeCun initialisation", "He et al. 2015; Klambauer et al. 2017");
    static final Suggestion ZERO_BIAS = new Suggestion("initialise biases at 0", "Lu et al. 2020");
    static final Suggestion GATE_BIAS = new Suggestion(
            "look at the gate's bias (1 for forget gates, 0 for others, at first)", "Jozefowicz et al. 2015");
    static final Suggestion NORMALISE_INPUT =
            new Suggestion("normalise the network's input to mean 0 and variance 1", "LeCun et al. 1998");
    static final Suggestion NORMALISATION_LAYER =
            new Suggestion("put a normalisation layer before the activation", "Ioffe and Szegedy 2015; Ba et al. 2016");
    static final Suggestion BATCH_NORMALISATION =
            new Suggestion("put batch normalisation before the activation", "Ioffe and Szegedy 2015");
    static final Suggestion RESIDUALS = new Suggestion("use residual connections", "He et al. 2016");
    static final Suggestion FEWER_LAYERS = new Suggestion("use fewer layers", "He et al. 2016");
    static final Suggestion RELU_INSIDE = new Suggestion(
            "use ReLU or GELU in hidden layers, sigmoid and softmax only at the output", "Glorot et al. 2011");
    static final Suggestion OTHER_RELU = new Suggestion(
            "use Leaky ReLU, ELU or SELU", "Maas et al. 2013; Clevert et al. 2016; Klambauer et al. 2017");
    static final Suggestion SPARSE_BY_DESIGN =
            new Suggestion("if the layer is sparse by design, pass --role LAYER=features", "docs/diagnostics.md");
    static final Suggestion AN_OUTPUT =
            new Suggestion("if the layer is an output, pass --role LAYER=output", "docs/diagnostics.md");
    static final Suggestion LOWER_LEARNING_RATE = new Suggestion("lower the learning rate", "Lu et al. 2020");
    static final Suggestion WARM_UP =
            new Suggestion("lower the learning rate, or warm it up", "Goyal et al. 2017; Lu et al. 2020");
    static final Suggestion WEIGHT_DECAY = new Suggestion("use weight decay", "Krogh and Hertz 1991");
    static final Suggestion CLIP_GRADIENT = new Suggestion("clip the gradient", "Pascanu et al. 2013");
    static final Suggestion BF16 = new Suggestion("use bf16 rather than fp16", "Kalamkar et al. 2019");
    static final Suggestion RECORD_EARLIER =
            new Suggestion("record earlier steps, including step 0", "docs/log-format.md");

    private Suggestions() {}

    static List<Suggestion> entropyCollapse() {
        return List.of(
                new Suggestion("normalise queries and keys (QK normalisation)", "Henry et al. 2020"),
                new Suggestion("lower the learning rate", "Zhai et al. 2023"));
    }

    static List<Suggestion> oneSharpHead() {
        return List.of(
                new Suggestion(
                        "nothing, if it is one of many: a sharp head is normal in a trained model",
                        "Voita et al. 2019"),
                new Suggestion("normalise queries and keys (QK normalisation)", "Henry et al. 2020"),
                new Suggestion("lower the learning rate", "Zhai et al. 2023"));
    }

    static List<Suggestion> poorOutput() {
        return List.of(
                new Suggestion(
                        "look for dead, stuck or collapsed layers before the output first", "docs/diagnostics.md"),
                new Suggestion("check the balance of the classes", "docs/diagnostics.md"),
                new Suggestion("check the learning rate", "docs/diagnostics.md"));
    }

    static List<Suggestion> noGradient() {
        return List.of(
                new Suggestion(
                        "check that the layer is in the loss's graph (detach, no_grad, frozen parameters)",
                        "PyTorch, autograd mechanics"),
                new Suggestion("check the scale of the loss", "Micikevicius et al. 2018"),
                CLIP_GRADIENT);
    }

    static List<Suggestion> unusedClasses() {
        return List.of(
                new Suggestion("add a load-balancing loss", "Shazeer et al. 2017; Fedus et al. 2022"),
                new Suggestion("add noise to the router", "Shazeer et al. 2017"),
                new Suggestion("use a smaller learning rate for the router", "Fedus et al. 2022"),
                new Suggestion("re-seed codes that are not used", "Dhariwal et al. 2020"));
    }

    static List<Suggestion> massiveActivations() {
        return List.of(new Suggestion(
                "for quantisation, use scales per channel, or keep these units in higher precision",
                "Dettmers et al. 2022; Sun et al. 2024"));
    }

    static List<Suggestion> halfPrecision() {
        return List.of(BF16, NORMALISATION_LAYER);
    }

    static List<Suggestion> vanishingGradient() {
        return List.of(HE_OR_LECUN, NORMALISATION_LAYER, RESIDUALS, FEWER_LAYERS);
    }

    static List<Suggestion> logMoreSamples(long more) {
        return List.of(new Suggestion("log " + Text.count(more, "more sample"), "Clopper and Pearson 1934"));
    }

    static List<Suggestion> everyPosition() {
        return List.of(
                new Suggestion("log every position of the samples, or more complete samples", "docs/log-format.md"));
    }

    static List<Suggestion> valuesForEveryUnit() {
        return List.of(new Suggestion("log values of every unit", "docs/log-format.md"));
    }

    static List<Suggestion> checkTheDeclaration() {
        return List.of(new Suggestion(
                "check the activation that the log declares, or override it with --activation LAYER=NAME",
                "docs/log-format.md"));
    }

    static List<Suggestion> declareTheActivation() {
        return List.of(new Suggestion("declare its activation with --activation LAYER=NAME", "docs/log-format.md"));
    }

    static List<Suggestion> constantUnits() {
        return List.of(NORMALISE_INPUT, NORMALISATION_LAYER, LOWER_LEARNING_RATE);
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

    /** What a layer is told whose own list would contradict that of one nearer to the input. */
    static List<Suggestion> lookAt(String layer) {
        return List.of(new Suggestion(
                "look at %s first: it is nearer to the input and needs the opposite".formatted(layer),
                "docs/diagnostics.md"));
    }
}
