package dev.activations.spark;

import dev.activations.functions.Entry;
import java.util.stream.Collectors;

/** Calls in SQL of catalogue functions at the parameters of {@link Entry#example}. */
public final class Calls {

    private Calls() {}

    /** The inputs of a function in SQL: this row, and where it takes two, itself again, or the class 0. */
    public static String inputs(Entry entry, String row) {
        return switch (entry.inputs().get(entry.inputs().size() - 1)) {
            case "x" -> row;
            case "class_index" -> row + ", 0";
            default -> row + ", " + row;
        };
    }

    /** Such as {@code prelu_derivative(x, alpha => 0.25)}: with the parameters that a call has to give. */
    public static String of(Entry entry, String name, String argument) {
        return entry.parameters().stream()
                .filter(parameter -> parameter.defaultValue().isEmpty())
                .map(parameter -> ", " + parameter.name() + " => " + parameter.example())
                .collect(Collectors.joining("", name + "(" + argument, ")"));
    }
}
