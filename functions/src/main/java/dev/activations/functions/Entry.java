package dev.activations.functions;

import dev.activations.functions.kernel.Elementwise;
import dev.activations.functions.kernel.Kernel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The catalogue's row of one activation function.
 *
 * @param name the name in SQL, Arrow, logs and docs
 * @param aliases other names of the same function
 * @param inputs what its inputs are called: {@code x}, or for losses and gradients two of them
 * @param parameters its parameters besides the inputs, in order
 * @param formula the value, as text
 * @param derivativeFormula the derivative, as text; empty for a function of a whole array
 * @param facts facts from the textbook chapter
 * @param kernelAt the function at given parameter values
 */
public record Entry(
        String name,
        List<String> aliases,
        List<String> inputs,
        List<Parameter> parameters,
        String formula,
        String derivativeFormula,
        Facts facts,
        Function<Arguments, Kernel> kernelAt) {

    /** A function of one input, {@code x}. */
    public Entry(
            String name,
            List<String> aliases,
            List<Parameter> parameters,
            String formula,
            String derivativeFormula,
            Facts facts,
            Function<Arguments, Kernel> kernelAt) {
        this(name, aliases, List.of("x"), parameters, formula, derivativeFormula, facts, kernelAt);
    }

    /**
     * The activation at its default parameters.
     *
     * @throws IllegalArgumentException where a parameter has no default
     */
    public Activation bind() {
        return bind(Map.of());
    }

    /** The activation at its default parameters, or a typical value where a parameter has none: for plots and docs. */
    public Activation example() {
        return bind(parameters.stream().collect(Collectors.toMap(Parameter::name, Parameter::example)));
    }

    /**
     * The activation at the given parameters (a {@link Double} or a {@link String} each), the others at their defaults.
     *
     * @throws IllegalArgumentException naming the function, the parameter, its value and what is allowed
     */
    public Activation bind(Map<String, ?> given) {
        for (String name : given.keySet()) {
            parameter(name);
        }
        Map<String, Object> values = new HashMap<>();
        List<String> changed = new ArrayList<>();
        for (Parameter parameter : parameters) {
            Object value = given.containsKey(parameter.name()) ? given.get(parameter.name()) : defaultOf(parameter);
            values.put(parameter.name(), parameter.check(name, value));
            if (!parameter.defaultValue().equals(Optional.of(value))) {
                changed.add(parameter.name() + "=" + Values.text(value));
            }
        }
        String call = changed.isEmpty() ? name : name + "(" + String.join(", ", changed) + ")";
        return new Activation(this, call, kernelAt.apply(new Arguments(values)));
    }

    /** The activation at parameters written as text, the others at their defaults; throws as {@link #bind(Map)} does. */
    Activation parse(Map<String, String> given) {
        Map<String, Object> values = new HashMap<>();
        given.forEach((name, text) -> values.put(name, parameter(name).parse(text)));
        return bind(values);
    }

    /** Whether the function works on single numbers and so has a derivative; otherwise it takes a whole array. */
    public boolean isElementwise() {
        return example().kernel() instanceof Elementwise;
    }

    private Object defaultOf(Parameter parameter) {
        return parameter
                .defaultValue()
                .orElseThrow(() -> new IllegalArgumentException("%s: parameter %s must be given, such as %s=%s"
                        .formatted(name, parameter.name(), parameter.name(), Values.text(parameter.example()))));
    }

    private Parameter parameter(String wanted) {
        return parameters.stream()
                .filter(parameter -> parameter.name().equals(wanted))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "%s has no parameter %s; it takes %s".formatted(name, wanted, parameterList())));
    }

    private String parameterList() {
        return parameters.isEmpty()
                ? "none"
                : String.join(", ", parameters.stream().map(Parameter::name).toList());
    }
}
