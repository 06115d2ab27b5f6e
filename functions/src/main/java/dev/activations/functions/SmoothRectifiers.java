package dev.activations.functions;

import static dev.activations.functions.Facts.DeadNeurons.NO;
import static dev.activations.functions.Facts.DeadNeurons.RARE;
import static dev.activations.functions.Facts.DeadNeurons.YES;
import static dev.activations.functions.Use.CNN;
import static dev.activations.functions.Use.HIDDEN;
import static dev.activations.functions.Use.TRANSFORMER;

import dev.activations.functions.definition.Celu;
import dev.activations.functions.definition.Elu;
import dev.activations.functions.definition.Gelu;
import dev.activations.functions.definition.GeluExact;
import dev.activations.functions.definition.HardSwish;
import dev.activations.functions.definition.Mish;
import dev.activations.functions.definition.Selu;
import dev.activations.functions.definition.Softplus;
import dev.activations.functions.definition.Squareplus;
import dev.activations.functions.definition.Swish;
import dev.activations.functions.kernel.Elementwise;
import java.util.List;
import java.util.Set;

/** The rows of functions that resemble ReLU without its kink. */
final class SmoothRectifiers {

    /** Which GELU is meant: by tanh, or exact. */
    static final Parameter APPROXIMATE = new Parameter.Choice("approximate", "tanh", List.of("none", "tanh"));

    static final List<Entry> ROWS = List.of(
            new Entry(
                    "elu",
                    List.of(),
                    List.of(Parameter.Number.finite("alpha", 1)),
                    "x where x > 0, else alpha * (exp(x) - 1)",
                    "1 where x > 0, else alpha * exp(x)",
                    new Facts(
                            "falls to 0 exponentially on the negative side",
                            RARE,
                            "hidden layers where outputs should centre on 0",
                            "",
                            Set.of(HIDDEN)),
                    p -> new Elu(p.number("alpha"))),
            new Entry(
                    "selu",
                    List.of(),
                    List.of(),
                    "1.0507 * x where x > 0, else 1.0507 * 1.6733 * (exp(x) - 1)",
                    "1.0507 where x > 0, else 1.0507 * 1.6733 * exp(x)",
                    new Facts(
                            "falls to 0 exponentially on the negative side",
                            RARE,
                            "deep feed-forward networks that normalise themselves (LeCun initialisation)",
                            "",
                            Set.of(HIDDEN)),
                    p -> new Selu()),
            new Entry(
                    "celu",
                    List.of(),
                    List.of(Parameter.Number.nonZero("alpha", 1)),
                    "x where x > 0, else alpha * (exp(x / alpha) - 1)",
                    "1 where x > 0, else exp(x / alpha)",
                    new Facts(
                            "falls to 0 exponentially on the negative side",
                            RARE,
                            "as elu, where the slope should be continuous for every alpha",
                            "",
                            Set.of()),
                    p -> new Celu(p.number("alpha"))),
            new Entry(
                    "gelu",
                    List.of(),
                    List.of(APPROXIMATE),
                    "0.5 * x * (1 + tanh(sqrt(2 / pi) * (x + 0.044715 * x^3))); approximate=none: x * Phi(x)",
                    "0.5 * (1 + tanh(u)) + 0.5 * x * (1 - tanh(u)^2) * u',"
                            + " u = sqrt(2 / pi) * (x + 0.044715 * x^3); approximate=none: Phi(x) + x * phi(x)",
                    new Facts(
                            "falls to 0 on the negative side, a little below 0 in between",
                            RARE,
                            "feed-forward blocks of transformers (BERT, GPT)",
                            "transformers",
                            Set.of(TRANSFORMER)),
                    SmoothRectifiers::gelu),
            new Entry(
                    "quick_gelu",
                    List.of(),
                    List.of(),
                    "x / (1 + exp(-1.702 * x))",
                    "s + 1.702 * x * s * (1 - s), s = sigmoid(1.702 * x)",
                    new Facts(
                            "falls to 0 on the negative side, a little below 0 in between",
                            RARE,
                            "transformers trained with it (CLIP)",
                            "",
                            Set.of(TRANSFORMER)),
                    p -> new Swish(1.702)),
            new Entry(
                    "swish",
                    List.of("silu"),
                    List.of(Parameter.Number.finite("beta", 1)),
                    "x / (1 + exp(-beta * x))",
                    "s + beta * x * s * (1 - s), s = sigmoid(beta * x)",
                    new Facts(
                            "falls to 0 on the negative side, a little below 0 in between",
                            RARE,
                            "deep convolutional networks (EfficientNet) and transformers",
                            "",
                            Set.of(CNN, TRANSFORMER)),
                    p -> new Swish(p.number("beta"))),
            new Entry(
                    "hard_swish",
                    List.of("hard_silu"),
                    List.of(),
                    "x * min(max(0, (x + 3) / 6), 1)",
                    "0 where x <= -3, 1 where x >= 3, else x / 3 + 0.5",
                    new Facts(
                            "exactly 0 up to -3", YES, "mobile convolutional networks (MobileNetV3)", "", Set.of(CNN)),
                    p -> new HardSwish()),
            new Entry(
                    "mish",
                    List.of(),
                    List.of(),
                    "x * tanh(ln(1 + exp(x)))",
                    "tanh(s) + x * sigmoid(x) * (1 - tanh(s)^2), s = ln(1 + exp(x))",
                    new Facts(
                            "falls to 0 on the negative side, a little below 0 in between",
                            RARE,
                            "convolutional networks for detection (YOLOv4)",
                            "",
                            Set.of(CNN)),
                    p -> new Mish()),
            new Entry(
                    "softplus",
                    List.of(),
                    List.of(Parameter.Number.above("beta", 0, 1)),
                    "ln(1 + exp(beta * x)) / beta",
                    "1 / (1 + exp(-beta * x))",
                    new Facts(
                            "falls to 0 on the negative side, never exactly",
                            NO,
                            "outputs that must be positive, such as a variance",
                            "",
                            Set.of()),
                    p -> new Softplus(p.number("beta"))),
            new Entry(
                    "squareplus",
                    List.of(),
                    List.of(Parameter.Number.atLeast("b", 0, 4)),
                    "(x + sqrt(x^2 + b)) / 2",
                    "(1 + x / sqrt(x^2 + b)) / 2",
                    new Facts(
                            "falls to 0 on the negative side, slowly",
                            NO,
                            "as softplus, without exponentials",
                            "",
                            Set.of()),
                    p -> new Squareplus(p.number("b"))));

    private SmoothRectifiers() {}

    static Elementwise gelu(Arguments arguments) {
        return arguments.choice("approximate").equals("tanh") ? new Gelu() : new GeluExact();
    }
}
