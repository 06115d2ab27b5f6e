package dev.activations.functions;

import static dev.activations.functions.Facts.DeadNeurons.NO;
import static dev.activations.functions.Facts.DeadNeurons.RARE;
import static dev.activations.functions.Use.TRANSFORMER;

import dev.activations.functions.definition.BceLoss;
import dev.activations.functions.definition.BceWithLogitsLoss;
import dev.activations.functions.definition.CrossEntropyLoss;
import dev.activations.functions.definition.Glu;
import dev.activations.functions.definition.Kernel;
import dev.activations.functions.definition.LogSoftmaxBackward;
import dev.activations.functions.definition.MseLoss;
import dev.activations.functions.definition.Relu;
import dev.activations.functions.definition.Sigmoid;
import dev.activations.functions.definition.SoftmaxBackward;
import dev.activations.functions.definition.Swish;
import java.util.List;
import java.util.Set;

/**
 * The rows of functions that go with activations and have another shape: losses and gradients through a softmax take two
 * arguments, gated linear units halve their row.
 */
final class Companions {

    /** What becomes of the elements' losses where a loss is given arrays. */
    private static final Parameter REDUCTION =
            new Parameter.Choice("reduction", "mean", List.of("mean", "sum", "none"));

    static final List<Entry> ROWS = List.of(
            row("mse_loss", "(p - t)^2", "regression", List.of(REDUCTION), new MseLoss()),
            row(
                    "bce_loss",
                    "-(t * max(ln(p), -100) + (1 - t) * max(ln(1 - p), -100))",
                    "binary and multi-label classifiers, on probabilities",
                    List.of(REDUCTION),
                    new BceLoss()),
            row(
                    "bce_with_logits_loss",
                    "max(z, 0) - z * t + ln(1 + exp(-|z|))",
                    "binary and multi-label classifiers, on what goes into the sigmoid",
                    List.of(REDUCTION),
                    new BceWithLogitsLoss()),
            row(
                    "cross_entropy_loss",
                    "-log_softmax(logits)[class]",
                    "classifiers with one class of many, on what goes into the softmax",
                    List.of(),
                    new CrossEntropyLoss()),
            row(
                    "softmax_backward",
                    "y_i * (u_i - sum_j u_j * y_j), y = softmax(x)",
                    "the gradient at a softmax's input",
                    List.of(),
                    new SoftmaxBackward()),
            row(
                    "log_softmax_backward",
                    "u_i - softmax(x)_i * sum_j u_j",
                    "the gradient at a log-softmax's input",
                    List.of(),
                    new LogSoftmaxBackward()),
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

    private static Entry row(String name, String formula, String use, List<Parameter> parameters, Kernel kernel) {
        return new Entry(name, List.of(), parameters, formula, "", new Facts("", NO, use, "", Set.of()), p -> kernel);
    }
}
