package dev.activations.spark.catalyst;

import dev.activations.functions.Entry;
import dev.activations.functions.Facts;
import dev.activations.functions.Parameter;
import dev.activations.functions.definition.Elementwise;
import dev.activations.functions.definition.Kernel;
import dev.activations.functions.definition.Rowwise;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.apache.spark.sql.catalyst.expressions.ExpressionInfo;

/** What {@code DESCRIBE FUNCTION EXTENDED} says of a function, made from its row of the catalogue. */
final class Documentation {

    static final String SINCE = "0.1.0";
    private static final double[] SAMPLE = {1, -2};

    private Documentation() {}

    static ExpressionInfo of(SqlFunction function) {
        return new ExpressionInfo(
                ActivationExpression.class.getName(),
                null,
                function.name(),
                usage(function),
                "\n    Arguments:\n" + arguments(function),
                "\n    Examples:\n" + examples(function) + "  ",
                "\n    " + note(function) + "\n  ",
                function.operation().takesNumbers() ? "math_funcs" : "array_funcs",
                SINCE,
                "",
                "java_udf");
    }

    private static String usage(SqlFunction function) {
        Entry entry = function.entry();
        String parameters =
                entry.parameters().stream().map(p -> ", " + p.name()).collect(Collectors.joining());
        String returns = function.operation() == Operation.DERIVATIVE
                ? "the derivative of %s, %s".formatted(entry.name(), entry.derivativeFormula())
                : entry.formula();
        return "_FUNC_(x%s) - Returns %s.".formatted(parameters, returns);
    }

    private static String arguments(SqlFunction function) {
        String input = function.operation().takesNumbers()
                ? "a number or an array of numbers; float stays float, other numbers become double"
                : "an array of numbers; float stays float, other numbers become double";
        return "      * x - " + input + "\n"
                + function.entry().parameters().stream()
                        .map(Documentation::argument)
                        .collect(Collectors.joining());
    }

    private static String argument(Parameter parameter) {
        String otherwise =
                parameter.defaultValue().map(value -> "default " + plain(value)).orElse("no default");
        return "      * %s - %s; %s\n".formatted(parameter.name(), parameter.range(), otherwise);
    }

    private static String examples(SqlFunction function) {
        Kernel kernel = function.entry().example().kernel();
        String name = function.name();
        String required = required(function.entry());
        if (kernel instanceof Rowwise rowwise) {
            double[] row = KernelCalls.row(rowwise, SAMPLE.clone());
            return example(
                    name, "array(1D, -2D)" + required, Arrays.toString(row).replace(" ", ""));
        }
        Elementwise elementwise = (Elementwise) kernel;
        boolean derivative = function.operation() == Operation.DERIVATIVE;
        double number = derivative ? elementwise.derivative(-2.0) : elementwise.value(-2.0);
        float element = derivative ? elementwise.derivative(1f) : elementwise.value(1f);
        String ofArray = example(name, "array(1F, NULL)" + required, "[" + element + ",null]");
        return function.extendsSparks() ? ofArray : example(name, "-2D" + required, String.valueOf(number)) + ofArray;
    }

    /** The arguments that a call has to give beside its input. */
    private static String required(Entry entry) {
        return entry.parameters().stream()
                .filter(parameter -> parameter.defaultValue().isEmpty())
                .map(parameter -> ", %s => %s".formatted(parameter.name(), parameter.example()))
                .collect(Collectors.joining());
    }

    private static String example(String name, String argument, String result) {
        return "      > SELECT %s(%s);\n       %s\n".formatted(name, argument, result);
    }

    private static String note(SqlFunction function) {
        Facts facts = function.entry().facts();
        String ownership = function.extendsSparks() ? " Of a number, this is Spark's own function." : "";
        return "Use: " + facts.recommendedUse() + ". Gradient: " + facts.gradientAtSaturation() + "." + ownership;
    }

    /** A number as a person writes it: 1 rather than 1.0. */
    static String plain(Object value) {
        String text = String.valueOf(value);
        return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
    }
}
