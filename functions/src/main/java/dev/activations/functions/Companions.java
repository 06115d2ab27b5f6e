package dev.activations.functions;

import static dev.activations.functions.Facts.DeadNeurons.NO;
import static dev.activations.functions.Facts.DeadNeurons.RARE;
import static dev.activations.functions.Use.TRANSFORMER;

import dev.activations.functions.definition.BceLoss;
import dev.activations.functions.definition.BceWithLogitsLoss;
import dev.activations.functions.definition.CrossEntropyLoss;
import dev.activations.functions.definition.Glu;
import dev.activations.functions.definition.MseLoss;
import dev.activations.functions.definition.Relu;
import dev.activations.functions.definition.Sigmoid;
import dev.activations.functions.definition.SoftmaxBackward;
import dev.activations.functions.definition.Swish;
import dev.activations.functions.kernel.Kernel;
import dev.activations.functions.kernel.Loss;
import dev.activations.functions.kernel.PairLoss;
import dev.activations.functions.kernel.Reduction;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The rows of functions that go with activations and have another shape: losses and gradients through a softmax take two
 * arguments, gated linear units halve their row.
 */
final class Companions {

    /** What becomes of the elements' losses where a loss is given arrays. */
    private static final Parameter REDUCTION = new Parameter.Choice(
            "reduction",
            "mean",
            Stream.of(Reduction.values())
                    .map(reduction -> reduction.name().toLowerCase(Locale.ROOT))
                    .toList());

    static final List<Entry> ROWS = List.of(
            loss("mse_loss", "prediction", "(prediction - target)^2", "regression", new MseLoss()),
            loss(
                    "bce_loss",
                    "probability",
                    "-(target * max(ln(probability), -100) + (1 - target) * max(ln(1 - probability), -100))",
                    "binary and multi-label classifiers, on probabilities",
                    new BceLoss()),
            loss(
                    "bce_with_logits_loss",
                    "logit",
                    "max(logit, 0) - logit * target + ln(1 + exp(-|logit|))",
                    "binary and multi-label classifiers, on what goes into the sigmoid",
                    new BceWithLogitsLoss()),
            row(
                    "cross_entropy_loss",
                    List.of("logits", "class_index"),
                    List.of(),
                    "-log_softmax(logits)[class_index]",
                    "classifiers with one class of many, on what goes into the softmax",
                    p -> new CrossEntropyLoss()),
            row(
                    "softmax_backward",
                    List.of("x", "upstream"),
                    List.of(),
                    "y_i * (upstream_i - sum_j upstream_j * y_j), y = softmax(x)",
                    "the gradient at a softmax's input",
                    p -> new SoftmaxBackward(false)),
            row(
                    "log_softmax_backward",
                    List.of("x", "upstream"),
                    List.of(),
                    "upstream_i - softmax(x)_i * sum_j upstream_j",
                    "the gradient at a log-softmax's input",
                    p -> new SoftmaxBackward(true)),
            new Entry(
                    "glu",
                    List.of(),
                    List.of(),
                    "a * sigmoid(b), a and b the halves of x",
                    "",
                    new Facts(
                            "that of the gate, times the other half",
                            RARE,
                            "gates of convolutional and recurrent language models",
                            "",
                            Set.of()),
                    p -> new Glu(new Sigmoid())),
            new Entry(
                    "reglu",
                    List.of(),
                    List.of(),
                    "a * relu(b), a and b the halves of x",
                    "",
                    new Facts(
                            "that of the gate, times the other half",
                            RARE,
                            "feed-forward blocks of transformers",
                            "",
                            Set.of(TRANSFORMER)),
                    p -> new Glu(new Relu())),
            new Entry(
                    "geglu",
                    List.of(),
                    List.of(SmoothRectifiers.APPROXIMATE),
                    "a * gelu(b), a and b the halves of x",
                    "",
                    new Facts(
                            "that of the gate, times the other half",
                            RARE,
                            "feed-forward blocks of transformers (T5 1.1)",
                            "",
                            Set.of(TRANSFORMER)),
                    p -> new Glu(SmoothRectifiers.gelu(p))),
            new Entry(
                    "swiglu",
                    List.of(),
                    List.of(),
                    "a * swish(b), a and b the halves of x",
                    "",
                    new Facts(
                            "that of the gate, times the other half",
                            RARE,
                            "feed-forward blocks of transformers (LLaMA)",
                            "",
                            Set.of(TRANSFORMER)),
                    p -> new Glu(new Swish(1))));

    private Companions() {}

    private static Entry loss(String name, String prediction, String formula, String use, PairLoss ofPair) {
        return row(
                name,
                List.of(prediction, "target"),
                List.of(REDUCTION),
                formula,
                use,
                p -> new Loss(ofPair, Reduction.valueOf(p.choice("reduction").toUpperCase(Locale.ROOT))));
    }

    private static Entry row(
            String name,
            List<String> inputs,
            List<Parameter> parameters,
            String formula,
            String use,
            Function<Arguments, Kernel> kernelAt) {
        Facts facts = new Facts("", NO, use, "", Set.of());
        return new Entry(name, List.of(), inputs, parameters, formula, "", facts, kernelAt);
    }
}
