package dev.activations.spark.catalyst.catalog;

import dev.activations.functions.Entry;
import dev.activations.functions.Facts;
import dev.activations.functions.Parameter;
import dev.activations.functions.kernel.ClassLoss;
import dev.activations.functions.kernel.Elementwise;
import dev.activations.functions.kernel.Kernel;
import dev.activations.functions.kernel.Loss;
import dev.activations.functions.kernel.PairLoss;
import dev.activations.functions.kernel.RowPair;
import dev.activations.functions.kernel.Rowwise;
import dev.activations.spark.catalyst.call.ActivationExpression;
import dev.activations.spark.catalyst.call.KernelCalls;
import dev.activations.spark.catalyst.call.Operation;
import dev.activations.spark.catalyst.call.SqlFunction;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.catalyst.expressions.ExpressionInfo;

/** What {@code DESCRIBE FUNCTION EXTENDED} says of a function, made from its row of the catalogue. */
final class Documentation {

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
                SqlFunction.SINCE,
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
        String inputs = String.join(", ", entry.inputs());
        return "_FUNC_(%s%s) - Returns %s.".formatted(inputs, parameters, returns);
    }

    private static String arguments(SqlFunction function) {
        List<String> inputs = function.entry().inputs();
        List<String> texts = inputTexts(function.operation());
        StringBuilder arguments = new StringBuilder();
        for (int i = 0; i < inputs.size(); i++) {
            arguments.append("      * %s - %s\n".formatted(inputs.get(i), texts.get(i)));
        }
        function.entry().parameters().forEach(parameter -> arguments.append(argument(parameter)));
        return arguments.toString();
    }

    private static List<String> inputTexts(Operation operation) {
        String types = "; float stays float, other numbers become double";
        return switch (operation) {
            case VALUE, DERIVATIVE -> List.of("a number, an array of numbers or a vector" + types);
            case ROW -> List.of("an array of numbers or a vector" + types);
            case LOSS ->
                List.of(
                        "a number, an array of numbers or a vector; the result is float if both inputs are, else double",
                        "what it should have been, of the same form and length");
            case CLASS_LOSS ->
                List.of(
                        "an array of numbers or a vector, one for each class" + types,
                        "the true class, an integer from 0; another one is an error in ANSI mode and gives NULL otherwise");
            case GRADIENT ->
                List.of(
                        "an array of numbers or a vector; the result is of floats if both inputs are, else of doubles",
                        "the gradient behind the function, of the same form and length");
        };
    }

    private static String argument(Parameter parameter) {
        String otherwise =
                parameter.defaultValue().map(value -> "default " + plain(value)).orElse("no default");
        return "      * %s - %s; %s\n".formatted(parameter.name(), parameter.range(), otherwise);
    }

    private static String examples(SqlFunction function) {
        Kernel kernel = function.entry().example().kernel();
        return switch (function.operation()) {
            case VALUE, DERIVATIVE -> ofElementwise(function, (Elementwise) kernel);
            case ROW -> example(function, "array(1D, -2D)", list(KernelCalls.row((Rowwise) kernel, SAMPLE.clone())));
            case LOSS -> ofLoss(function, ((Loss) kernel).ofPair());
            case CLASS_LOSS ->
                example(function, "array(1D, -2D), 1", ((ClassLoss) kernel).value(SAMPLE, 0, SAMPLE.length, 1));
            case GRADIENT -> ofGradient(function, (RowPair) kernel);
        };
    }

    private static String ofElementwise(SqlFunction function, Elementwise kernel) {
        boolean derivative = function.operation() == Operation.DERIVATIVE;
        ExampleInputs inputs = ExampleInputs.of(kernel.behaviour());
        String elements = Stream.of(inputs.middle(), inputs.high())
                .map(element -> String.valueOf(derivative ? kernel.derivative(element) : kernel.value(element)))
                .collect(Collectors.joining(","));
        String ofArray = example(
                function,
                "array(%sF, %sF, NULL)".formatted(plain(inputs.middle()), plain(inputs.high())),
                "[" + elements + ",null]");
        double low = inputs.low();
        double number = derivative ? kernel.derivative(low) : kernel.value(low);
        return function.extendsSparks() ? ofArray : example(function, plain(low) + "D", number) + ofArray;
    }

    private static String ofLoss(SqlFunction function, PairLoss loss) {
        double[] predictions = {0.75, 0.5};
        double[] targets = {1, 0};
        String arrays = "array(0.75D, 0.5D), array(1D, 0D)";
        return example(function, "0.75F, 1F", loss.value(0.75f, 1f))
                + example(function, arrays, loss.mean(predictions, targets))
                + example(function, arrays + ", reduction => 'none'", list(loss.values(predictions, targets)));
    }

    private static String ofGradient(SqlFunction function, RowPair kernel) {
        double[] gradient = SAMPLE.clone();
        kernel.values(gradient, 0, new double[] {1, 0}, 0, gradient, 0, gradient.length);
        return example(function, "array(1D, -2D), array(1D, 0D)", list(gradient));
    }

    private static String list(double[] values) {
        return Arrays.toString(values).replace(" ", "");
    }

    /** The arguments that a call has to give beside its input. */
    private static String required(Entry entry) {
        return entry.parameters().stream()
                .filter(parameter -> parameter.defaultValue().isEmpty())
                .map(parameter -> ", %s => %s".formatted(parameter.name(), parameter.example()))
                .collect(Collectors.joining());
    }

    private static String example(SqlFunction function, String inputs, Object result) {
        String arguments = inputs + required(function.entry());
        return "      > SELECT %s(%s);\n       %s\n".formatted(function.name(), arguments, result);
    }

    private static String note(SqlFunction function) {
        Facts facts = function.entry().facts();
        String ownership = function.extendsSparks() ? " Of a number, this is Spark's own function." : "";
        String gradient =
                facts.gradientAtSaturation().isEmpty() ? "" : " Gradient: " + facts.gradientAtSaturation() + ".";
        return "Use: " + facts.recommendedUse() + "." + gradient + ownership;
    }

    /** A number as a person writes it: 1 rather than 1.0. */
    static String plain(Object value) {
        String text = String.valueOf(value);
        return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
    }
}
