package dev.activations.spark.catalyst.catalog;

import dev.activations.functions.Catalogue;
import dev.activations.functions.Entry;
import dev.activations.functions.behaviour.Behaviour;
import dev.activations.functions.kernel.Elementwise;
import java.util.Locale;
import java.util.stream.Collectors;

/** The functions of a number side by side, for who chooses among them: what the catalogue knows of their shape. */
final class FactsTable {

    private static final String HEAD =
            """
            ### Side by side

            All values are for typical parameters. E f′ and E f′² are the means of the derivative and of its square under a standard
            normal input, as at the start of training. A layer scales the variance of the gradients that pass back through it by
            E f′²; weights with a variance of 1 / (E f′² · fan-out) compensate for that (for ReLU: 2 / fan-out). A function is
            non-decreasing if a larger input never gives a smaller output. If f(0) = 0, sparse vectors stay sparse.

            | function | E f′ | E f′² | non-decreasing | f(0) = 0 | gradient exactly 0 on an interval |
            |---|---|---|---|---|---|
            """;

    private FactsTable() {}

    static String text() {
        return Catalogue.entries().stream()
                .filter(Entry::isElementwise)
                .map(FactsTable::row)
                .collect(Collectors.joining("", HEAD, "\n"));
    }

    private static String row(Entry entry) {
        Behaviour behaviour = ((Elementwise) entry.example().kernel()).behaviour();
        String call = entry.example().call();
        return "| [%s](#%s) | %s | %s | %s | %s | %s |\n"
                .formatted(
                        call,
                        entry.name(),
                        number(behaviour.expectedDerivative()),
                        number(behaviour.expectedSquaredDerivative()),
                        yes(behaviour.rises()),
                        yes(behaviour.passesZero()),
                        yes(behaviour.canDie()));
    }

    private static String number(double mean) {
        return String.format(Locale.ROOT, "%.3f", mean);
    }

    private static String yes(boolean holds) {
        return holds ? "yes" : "no";
    }
}
