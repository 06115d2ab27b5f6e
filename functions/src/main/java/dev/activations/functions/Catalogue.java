package dev.activations.functions;

import static dev.activations.functions.Facts.DeadNeurons.NO;
import static dev.activations.functions.Facts.DeadNeurons.RARE;
import static dev.activations.functions.Facts.DeadNeurons.YES;
import static dev.activations.functions.Use.BINARY;
import static dev.activations.functions.Use.CNN;
import static dev.activations.functions.Use.HIDDEN;
import static dev.activations.functions.Use.MULTICLASS;
import static dev.activations.functions.Use.MULTILABEL;
import static dev.activations.functions.Use.REGRESSION;
import static dev.activations.functions.Use.TRANSFORMER;

import dev.activations.functions.definition.Elu;
import dev.activations.functions.definition.Gelu;
import dev.activations.functions.definition.Identity;
import dev.activations.functions.definition.LeakyRelu;
import dev.activations.functions.definition.LogSoftmax;
import dev.activations.functions.definition.Mish;
import dev.activations.functions.definition.Relu;
import dev.activations.functions.definition.Sigmoid;
import dev.activations.functions.definition.Softmax;
import dev.activations.functions.definition.Swish;
import dev.activations.functions.definition.Tanh;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Every activation function there is here, one row each. SQL, Arrow, the job and the docs are all made from it. */
public final class Catalogue {

    private static final List<Entry> ENTRIES = List.of(
            new Entry(
                    "sigmoid",
                    List.of(),
                    List.of(),
                    "1 / (1 + exp(-x))",
                    "sigmoid(x) * (1 - sigmoid(x))",
                    new Facts(
                            "vanishes on both sides; at most 0.25",
                            NO,
                            "output of a binary or multi-label classifier; gates",
                            "binary and multi-label output",
                            Set.of(BINARY, MULTILABEL)),
                    p -> new Sigmoid()),
            new Entry(
                    "tanh",
                    List.of(),
                    List.of(),
                    "(exp(x) - exp(-x)) / (exp(x) + exp(-x))",
                    "1 - tanh(x)^2",
                    new Facts(
                            "vanishes on both sides; at most 1",
                            NO,
                            "hidden layers of recurrent networks; outputs between -1 and 1",
                            "",
                            Set.of()),
                    p -> new Tanh()),
            new Entry(
                    "relu",
                    List.of(),
                    List.of(),
                    "max(0, x)",
                    "1 where x > 0, else 0",
                    new Facts(
                            "exactly 0 for every input up to 0, 1 above: no saturation on the positive side",
                            YES,
                            "hidden layers of feed-forward and convolutional networks",
                            "hidden layers",
                            Set.of(HIDDEN, CNN)),
                    p -> new Relu()),
            new Entry(
                    "leaky_relu",
                    List.of(),
                    List.of(Parameter.Number.finite("alpha", 0.01)),
                    "x where x > 0, else alpha * x",
                    "1 where x > 0, else alpha",
                    new Facts(
                            "alpha on the negative side: small, never 0",
                            NO,
                            "hidden layers where ReLU units die",
                            "",
                            Set.of(HIDDEN, CNN)),
                    p -> new LeakyRelu(p.number("alpha"))),
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
                    "gelu",
                    List.of(),
                    List.of(),
                    "0.5 * x * (1 + tanh(sqrt(2 / pi) * (x + 0.044715 * x^3)))",
                    "0.5 * (1 + tanh(u)) + 0.5 * x * (1 - tanh(u)^2) * u',"
                            + " u = sqrt(2 / pi) * (x + 0.044715 * x^3)",
                    new Facts(
                            "falls to 0 on the negative side, a little below 0 in between",
                            RARE,
                            "feed-forward blocks of transformers (BERT, GPT)",
                            "transformers",
                            Set.of(TRANSFORMER)),
                    p -> new Gelu()),
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
                    "identity",
                    List.of("linear"),
                    List.of(),
                    "x",
                    "1",
                    new Facts(
                            "1 everywhere: it never saturates and adds no nonlinearity",
                            NO,
                            "output of a regression",
                            "regression output",
                            Set.of(REGRESSION)),
                    p -> new Identity()),
            new Entry(
                    "softmax",
                    List.of(),
                    List.of(),
                    "exp(x_i) / sum_j exp(x_j)",
                    "",
                    new Facts(
                            "vanishes where one class takes all",
                            NO,
                            "output of a classifier with one class of many; attention weights",
                            "multi-class output",
                            Set.of(MULTICLASS)),
                    p -> new Softmax()),
            new Entry(
                    "log_softmax",
                    List.of(),
                    List.of(),
                    "x_i - ln(sum_j exp(x_j))",
                    "",
                    new Facts(
                            "vanishes for the class that takes all, never for the others",
                            NO,
                            "output of a classifier with one class of many, before the cross-entropy",
                            "",
                            Set.of(MULTICLASS)),
                    p -> new LogSoftmax()));

    private static final Map<String, Entry> BY_NAME = byName();

    private Catalogue() {}

    /** Every row, in the order of the chapter. */
    public static List<Entry> entries() {
        return ENTRIES;
    }

    /** The row of this name or alias. */
    public static Optional<Entry> entry(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }

    /**
     * The activation that a call names: {@code relu}, or {@code leaky_relu(alpha=0.2)} with parameters by name.
     *
     * @throws IllegalArgumentException in one sentence: unknown function (with near names), unknown parameter, a value
     *     out of range, or text that is not a call
     */
    public static Activation named(String call) {
        Call parsed = Call.parse(call);
        Entry entry = entry(parsed.function()).orElseThrow(() -> unknown(parsed.function()));
        return entry.parse(parsed.arguments());
    }

    private static IllegalArgumentException unknown(String name) {
        List<String> near = NearNames.of(name, BY_NAME.keySet());
        String advice = near.isEmpty()
                ? "known are " + String.join(", ", BY_NAME.keySet())
                : "did you mean " + String.join(" or ", near) + "?";
        return new IllegalArgumentException("unknown activation '" + name + "'; " + advice);
    }

    private static Map<String, Entry> byName() {
        Map<String, Entry> byName = new LinkedHashMap<>();
        for (Entry entry : ENTRIES) {
            List<String> names = new ArrayList<>(entry.aliases());
            names.add(0, entry.name());
            for (String name : names) {
                if (byName.put(name, entry) != null) {
                    throw new IllegalStateException("two functions are called " + name);
                }
            }
        }
        return byName;
    }
}
