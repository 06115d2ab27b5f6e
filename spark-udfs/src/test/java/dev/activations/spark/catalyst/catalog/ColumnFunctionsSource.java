package dev.activations.spark.catalyst.catalog;

import dev.activations.functions.Parameter;
import dev.activations.spark.catalyst.call.Operation;
import dev.activations.spark.catalyst.call.SqlFunction;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes the Java source of {@code dev.activations.spark.functions}: static methods for every function of SQL. */
final class ColumnFunctionsSource {

    private static final String HEAD =
            """
            package dev.activations.spark;

            import static org.apache.spark.sql.functions.lit;

            import org.apache.spark.sql.Column;

            /**
             * The activation functions on columns, as in {@code df.select(gelu(col("x")))}: a static method for every function and
             * alias in SQL, which does what the SQL function does. The session has to have the functions
             * ({@link ActivationsExtensions} or {@link Activations#registerAll}).
             *
             * <p>Generated from the catalogue of functions by a test; do not edit.
             */
            public final class functions {

                private functions() {}
            """;
    private static final String TAIL = "}\n";
    private static final int WIDTH = 120;

    private ColumnFunctionsSource() {}

    static String text() {
        return SqlFunctions.all().stream()
                .map(ColumnFunctionsSource::methods)
                .collect(Collectors.joining("", HEAD, TAIL));
    }

    private static String methods(SqlFunction function) {
        List<Parameter> parameters = function.entry().parameters();
        StringBuilder methods = new StringBuilder();
        if (parameters.stream().allMatch(p -> p.defaultValue().isPresent())) {
            methods.append(method(function, List.of(), p -> "", p -> ""));
        }
        if (!parameters.isEmpty()) {
            methods.append(
                    method(function, parameters, ColumnFunctionsSource::constantType, p -> "lit(" + p.name() + ")"));
        }
        if (!parameters.isEmpty() && parameters.stream().allMatch(Parameter.Number.class::isInstance)) {
            methods.append(method(function, parameters, p -> "Column", Parameter::name));
        }
        return methods.toString();
    }

    private static String constantType(Parameter parameter) {
        return parameter instanceof Parameter.Number ? "double" : "String";
    }

    private static String method(
            SqlFunction function,
            List<Parameter> parameters,
            Function<Parameter, String> type,
            Function<Parameter, String> argument) {
        List<String> inputs = function.entry().inputs();
        String declared = Stream.concat(
                        inputs.stream().map(input -> "Column " + input),
                        parameters.stream().map(p -> type.apply(p) + " " + p.name()))
                .collect(Collectors.joining(", "));
        String passed = Stream.concat(inputs.stream(), parameters.stream().map(argument))
                .collect(Collectors.joining(", "));
        return "\n" + documentation(function)
                + "    public static Column %s(%s) {\n".formatted(function.name(), declared)
                + "        return FunctionCall.of(\"%s\", %s);\n    }\n".formatted(function.name(), passed);
    }

    private static String documentation(SqlFunction function) {
        boolean derivative = function.operation() == Operation.DERIVATIVE;
        String formula = derivative
                ? function.entry().derivativeFormula()
                : function.entry().formula();
        String line = "    /** %s{@code %s}. */".formatted(derivative ? "The derivative, " : "", formula);
        if (line.length() <= WIDTH) {
            return line + "\n";
        }
        return "    /**\n     * %s{@code\n     * %s}.\n     */\n"
                .formatted(derivative ? "The derivative, " : "", formula);
    }
}
