package dev.activations.functions;

import static dev.activations.functions.Facts.DeadNeurons.NO;
import static dev.activations.functions.Use.MULTICLASS;

import dev.activations.functions.definition.LogSoftmax;
import dev.activations.functions.definition.Softmax;
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
                    p -> new LogSoftmax()));

    private RowFunctions() {}
}
