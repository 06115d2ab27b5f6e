package dev.activations.functions;

import static dev.activations.functions.Facts.DeadNeurons.NO;
import static dev.activations.functions.Use.MULTICLASS;

import dev.activations.functions.definition.Hardmax;
import dev.activations.functions.definition.LogSoftmax;
import dev.activations.functions.definition.Softmax;
import dev.activations.functions.definition.Softmin;
import dev.activations.functions.definition.Sparsemax;
import java.util.List;
import java.util.Set;

/** The rows of functions of a whole array. */
final class RowFunctions {

    static final List<Entry> ROWS = List.of(
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
                    p -> new LogSoftmax()),
            new Entry(
                    "softmin",
                    List.of(),
                    List.of(),
                    "exp(-x_i) / sum_j exp(-x_j)",
                    "",
                    new Facts(
                            "vanishes where one class takes all",
                            NO,
                            "weights that fall with a distance or a cost",
                            "",
                            Set.of()),
                    p -> new Softmin()),
            new Entry(
                    "sparsemax",
                    List.of(),
                    List.of(),
                    "max(0, x_i - tau), tau such that the sum is 1",
                    "",
                    new Facts(
                            "exactly 0 for the classes outside the support",
                            NO,
                            "attention weights that can be exactly 0",
                            "",
                            Set.of()),
                    p -> new Sparsemax()),
            new Entry(
                    "hardmax",
                    List.of(),
                    List.of(),
                    "1 at the first maximum, else 0",
                    "",
                    new Facts(
                            "0 everywhere: it cannot be trained through",
                            NO,
                            "picking a class after training",
                            "",
                            Set.of()),
                    p -> new Hardmax()));

    private RowFunctions() {}
}
