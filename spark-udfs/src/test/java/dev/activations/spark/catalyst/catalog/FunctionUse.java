package dev.activations.spark.catalyst.catalog;

import dev.activations.functions.Entry;
import dev.activations.functions.Parameter;
import dev.activations.spark.catalyst.call.SqlFunction;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One use of a function, however it is called.
 *
 * @param inputs columns or expressions in SQL
 * @param parameters by name: a number, a word, or {@link Sql}
 */
record FunctionUse(String function, List<String> inputs, Map<String, Object> parameters) {

    /** A parameter that is an expression in SQL. */
    record Sql(String text) {}

    static FunctionUse of(String function, String... inputs) {
        return new FunctionUse(function, List.of(inputs), Map.of());
    }

    /** With the parameters that a call has to give. */
    static FunctionUse of(SqlFunction function, List<String> inputs) {
        FunctionUse use = new FunctionUse(function.name(), inputs, Map.of());
        Entry entry = function.entry();
        for (Parameter parameter : entry.parameters()) {
            use = parameter.defaultValue().isEmpty() ? use.with(parameter.name(), parameter.example()) : use;
        }
        return use;
    }

    FunctionUse with(String parameter, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(parameters);
        more.put(parameter, value);
        return new FunctionUse(function, inputs, more);
    }

    /** Such as {@code leaky_relu(x, alpha => 0.2D)}. */
    String byName(String called) {
        return call(called, parameters.entrySet().stream().map(p -> p.getKey() + " => " + literal(p.getValue())));
    }

    /** Such as {@code leaky_relu(x, 0.2D)}. */
    String byPosition(String called) {
        return call(called, parameters.values().stream().map(FunctionUse::literal));
    }

    /** Such as {@code leaky_relu(alpha=0.2)}. */
    String asActivation() {
        return parameters.entrySet().stream()
                .map(p -> p.getKey() + "=" + (p.getValue() instanceof Sql sql ? sql.text() : p.getValue()))
                .collect(Collectors.joining(", ", function + "(", ")"));
    }

    private String call(String called, Stream<String> rest) {
        return Stream.concat(inputs.stream(), rest).collect(Collectors.joining(", ", called + "(", ")"));
    }

    private static String literal(Object value) {
        return value instanceof Sql sql ? sql.text() : value instanceof Double ? value + "D" : "'" + value + "'";
    }
}
