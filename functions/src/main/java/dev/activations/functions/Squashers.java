package dev.activations.functions;

import static dev.activations.functions.Facts.DeadNeurons.NO;
import static dev.activations.functions.Facts.DeadNeurons.YES;
import static dev.activations.functions.Use.BINARY;
import static dev.activations.functions.Use.MULTILABEL;

import dev.activations.functions.definition.HardSigmoid;
import dev.activations.functions.definition.HardTanh;
import dev.activations.functions.definition.LogSigmoid;
import dev.activations.functions.definition.Sigmoid;
import dev.activations.functions.definition.Softsign;
import dev.activations.functions.definition.Tanh;
import java.util.List;
import java.util.Set;

/** The rows of functions that squash every input into an interval, or its logarithm. */
final class Squashers {

    static final List<Entry> ROWS = List.of(
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
                    "hard_sigmoid",
                    List.of(),
                    List.of(),
                    "min(max(0, (x + 3) / 6), 1)",
                    "1 / 6 where -3 < x < 3, else 0",
                    new Facts("exactly 0 up to -3 and from 3 on", YES, "gates of mobile networks", "", Set.of()),
                    p -> new HardSigmoid()),
            new Entry(
                    "hard_tanh",
                    List.of(),
                    List.of(Parameter.Number.finite("min", -1), Parameter.Number.finite("max", 1)),
                    "min(max(min, x), max)",
                    "1 where min < x < max, else 0",
                    new Facts(
                            "exactly 0 up to min and from max on",
                            YES,
                            "recurrent and quantised networks",
                            "",
                            Set.of()),
                    p -> new HardTanh(p.number("min"), p.number("max"))),
            new Entry(
                    "softsign",
                    List.of(),
                    List.of(),
                    "x / (1 + |x|)",
                    "1 / (1 + |x|)^2",
                    new Facts(
                            "vanishes on both sides, more slowly than tanh",
                            NO,
                            "as tanh, with slower saturation",
                            "",
                            Set.of()),
                    p -> new Softsign()),
            new Entry(
                    "log_sigmoid",
                    List.of(),
                    List.of(),
                    "-ln(1 + exp(-x))",
                    "1 / (1 + exp(x))",
                    new Facts(
                            "vanishes on the positive side, 1 on the negative", NO, "losses over logits", "", Set.of()),
                    p -> new LogSigmoid()));

    private Squashers() {}
}
