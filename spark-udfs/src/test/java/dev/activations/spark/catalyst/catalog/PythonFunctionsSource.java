package dev.activations.spark.catalyst.catalog;

import dev.activations.functions.Parameter;
import dev.activations.spark.catalyst.aggregate.AggregateFunctions;
import dev.activations.spark.catalyst.call.SqlFunction;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.catalyst.expressions.ExpressionInfo;

/** Writes the source of the Python module {@code activations.spark.functions}: a function for every function of SQL. */
final class PythonFunctionsSource {

    private static final String HEAD =
            """
            \"""The activation functions on columns, as in ``df.select(gelu("x"))``: one Python function for every function of SQL.

            An input is a Column or a column's name: a number, an array of numbers or an ML vector. A parameter is a Python number, a
            Column, or where it is one of a few words, a string. NULL gives NULL, NaN gives NaN. The session must have the functions:
            see docs/spark.md. All work in classic and in Connect sessions.

            Generated from the catalogue of functions; do not edit.
            \"""

            from __future__ import annotations

            from typing import TYPE_CHECKING

            from activations.spark._call import as_column, call

            if TYPE_CHECKING:
                from pyspark.sql import Column

            __all__ = [
            """;

    /** Words that Python keeps for itself: a parameter of such a name gets an underscore, as PEP 8 has it. */
    private static final Set<String> RESERVED = Set.of("lambda");

    private static final int WIDTH = 120;
    private static final String DOCUMENTED = "    ";

    private PythonFunctionsSource() {}

    static String text() {
        List<String> names = Stream.concat(
                        SqlFunctions.all().stream().map(SqlFunction::name),
                        AggregateFunctions.all("").stream().map(AggregateFunctions.Aggregate::name))
                .sorted()
                .toList();
        String exported = names.stream().map("    \"%s\",\n"::formatted).collect(Collectors.joining());
        String functions = Stream.concat(
                        SqlFunctions.all().stream().map(PythonFunctionsSource::function),
                        AggregateFunctions.all("").stream().map(PythonFunctionsSource::aggregate))
                .collect(Collectors.joining());
        return HEAD + exported + "]\n" + functions;
    }

    private static String function(SqlFunction function) {
        List<Parameter> parameters = function.entry().parameters();
        List<String> inputs = function.entry().inputs();
        String declared = Stream.concat(
                        inputs.stream().map(input -> input + ": Column | str"),
                        parameters.stream().map(PythonFunctionsSource::declared))
                .collect(Collectors.joining(", "));
        String passed = parameters.stream()
                .map(parameter -> "\"%s\": %s".formatted(parameter.name(), python(parameter.name())))
                .collect(Collectors.joining(", ", "{", "}"));
        String call = "call(\"%s\", [%s]%s)"
                .formatted(function.name(), String.join(", ", inputs), parameters.isEmpty() ? "" : ", " + passed);
        return function(function.name(), declared, Documentation.of(function), call);
    }

    private static String aggregate(AggregateFunctions.Aggregate aggregate) {
        List<String> declared = new ArrayList<>();
        List<String> inputs = new ArrayList<>();
        List<String> parameters = new ArrayList<>();
        for (int i = 0; i < aggregate.arguments().size(); i++) {
            String name = aggregate.arguments().get(i);
            boolean constant = name.equals("activation");
            String type = constant ? "str" : "Column | str";
            declared.add(name + ": " + type + (i < aggregate.required() ? "" : " | None = None"));
            if (constant) {
                parameters.add("\"%s\": %s".formatted(name, name));
            } else if (i >= aggregate.required()) {
                parameters.add("\"%s\": as_column(%s)".formatted(name, name));
            } else {
                inputs.add(name);
            }
        }
        String passed = parameters.isEmpty() ? "" : ", {" + String.join(", ", parameters) + "}";
        return function(
                aggregate.name(),
                String.join(", ", declared),
                aggregate.documented(),
                "call(\"%s\", [%s]%s)".formatted(aggregate.name(), String.join(", ", inputs), passed));
    }

    private static String function(String name, String declared, ExpressionInfo documented, String call) {
        return "\n\ndef %s(%s) -> Column:\n".formatted(name, declared)
                + documentation(name, documented)
                + "    return " + call + "\n";
    }

    private static String declared(Parameter parameter) {
        String type = parameter instanceof Parameter.Number ? "float | Column" : "str";
        String otherwise = parameter
                .defaultValue()
                .map(value -> " = " + (value instanceof String ? "\"" + value + "\"" : value))
                .orElse("");
        return python(parameter.name()) + ": " + type + otherwise;
    }

    private static String python(String name) {
        return RESERVED.contains(name) ? name + "_" : name;
    }

    /** What DESCRIBE FUNCTION EXTENDED says, as a docstring. */
    private static String documentation(String name, ExpressionInfo info) {
        String usage = info.getUsage().replace("_FUNC_", name).replaceFirst("^[^)]*\\) - ", "");
        StringBuilder text = new StringBuilder(DOCUMENTED + "\"\"\"" + wrapped(usage) + "\n\n");
        info.getArguments().lines().filter(line -> line.contains("* ")).forEach(line -> {
            String[] argument = line.strip().substring(2).split(" - ", 2);
            text.append(wrapped(DOCUMENTED + ":param " + python(argument[0]) + ": " + argument[1]))
                    .append('\n');
        });
        String note = info.getNote().strip();
        if (!note.isEmpty()) {
            text.append('\n').append(wrapped(DOCUMENTED + note)).append('\n');
        }
        text.append('\n').append(DOCUMENTED).append("In SQL::\n\n");
        info.getExamples()
                .replace("_FUNC_", name)
                .lines()
                .filter(line -> !line.isBlank() && !line.contains("Examples:"))
                .forEach(line ->
                        text.append(DOCUMENTED).append(line.substring(2)).append('\n'));
        return text.append(DOCUMENTED).append("\"\"\"\n").toString();
    }

    private static String wrapped(String line) {
        StringBuilder text = new StringBuilder();
        int length = 0;
        for (String word : Arrays.asList(line.split("(?<=\\S) "))) {
            if (length > 0 && length + 1 + word.length() > WIDTH) {
                text.append("\n").append(DOCUMENTED);
                length = DOCUMENTED.length();
            } else if (length > 0) {
                text.append(' ');
                length++;
            }
            text.append(word);
            length += word.length();
        }
        return text.toString();
    }
}
