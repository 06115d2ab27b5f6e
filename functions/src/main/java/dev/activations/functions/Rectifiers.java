package dev.activations.functions;

import static dev.activations.functions.Facts.DeadNeurons.NO;
import static dev.activations.functions.Facts.DeadNeurons.YES;
import static dev.activations.functions.Use.CNN;
import static dev.activations.functions.Use.HIDDEN;
import static dev.activations.functions.Use.TRANSFORMER;

import dev.activations.functions.definition.LeakyRelu;
import dev.activations.functions.definition.Relu;
import dev.activations.functions.definition.Relu6;
import dev.activations.functions.definition.SquaredRelu;
import dev.activations.functions.definition.Threshold;
import java.util.List;
import java.util.Set;

/** The rows of ReLU and its relatives made of straight (or squared) pieces. */
final class Rectifiers {

    static final List<Entry> ROWS = List.of(
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
                    "prelu",
                    List.of(),
                    List.of(Parameter.Number.required("alpha", 0.25)),
                    "x where x > 0, else alpha * x",
                    "1 where x > 0, else alpha",
                    new Facts(
                            "alpha on the negative side: learnt, so rarely 0",
                            NO,
                            "hidden layers whose negative slope is learnt",
                            "",
                            Set.of(CNN)),
                    p -> new LeakyRelu(p.number("alpha"))),
            new Entry(
                    "relu6",
                    List.of(),
                    List.of(),
                    "min(max(0, x), 6)",
                    "1 where 0 < x < 6, else 0",
                    new Facts(
                            "exactly 0 up to 0 and from 6 on",
                            YES,
                            "hidden layers of mobile and quantised convolutional networks",
                            "",
                            Set.of(CNN)),
                    p -> new Relu6()),
            new Entry(
                    "squared_relu",
                    List.of(),
                    List.of(),
                    "max(0, x)^2",
                    "2 * max(0, x)",
                    new Facts(
                            "exactly 0 for every input up to 0, growing above",
                            YES,
                            "feed-forward blocks of transformers (Primer)",
                            "",
                            Set.of(TRANSFORMER)),
                    p -> new SquaredRelu()),
            new Entry(
                    "thresholded_relu",
                    List.of(),
                    List.of(Parameter.Number.finite("alpha", 1)),
                    "x where x > alpha, else 0",
                    "1 where x > alpha, else 0",
                    new Facts("exactly 0 up to alpha, 1 above", YES, "autoencoders with sparse codes", "", Set.of()),
                    p -> new Threshold(p.number("alpha"), 0)),
            new Entry(
                    "threshold",
                    List.of(),
                    List.of(Parameter.Number.required("threshold", 0.1), Parameter.Number.required("value", 20)),
                    "x where x > threshold, else value",
                    "1 where x > threshold, else 0",
                    new Facts(
                            "exactly 0 up to the threshold, 1 above",
                            YES,
                            "sparse codes; a rectifier with a floor of one's own",
                            "",
                            Set.of()),
                    p -> new Threshold(p.number("threshold"), p.number("value"))));

    private Rectifiers() {}
}
