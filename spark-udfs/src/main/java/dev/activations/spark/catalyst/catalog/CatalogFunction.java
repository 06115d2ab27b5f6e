package dev.activations.spark.catalyst.catalog;

import dev.activations.functions.Parameter;
import dev.activations.functions.kernel.Elementwise;
import dev.activations.functions.kernel.Kernel;
import dev.activations.spark.catalyst.call.Evaluation;
import dev.activations.spark.catalyst.call.KernelSource;
import dev.activations.spark.catalyst.call.Operand;
import dev.activations.spark.catalyst.call.Operation;
import dev.activations.spark.catalyst.call.RowParameters;
import dev.activations.spark.catalyst.call.SqlFunction;
import dev.activations.spark.catalyst.call.TwoInputs;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.connector.catalog.functions.BoundFunction;
import org.apache.spark.sql.connector.catalog.functions.UnboundFunction;
import org.apache.spark.sql.internal.SQLConf;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.FloatType;
import org.apache.spark.sql.types.NullType;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** One function of a {@code FunctionCatalog}, before the types of its arguments are known. */
record CatalogFunction(SqlFunction function) implements UnboundFunction {

    @Override
    public String name() {
        return function.name();
    }

    @Override
    public String description() {
        return "%s(%s): %s".formatted(name(), argumentNames(), function.entry().formula());
    }

    /** The function for arguments of these types; an unfit argument is refused naming it and what would fit. */
    @Override
    public BoundFunction bind(StructType arguments) {
        checkCount(arguments.length());
        List<DataType> given =
                Stream.of(arguments.fields()).map(StructField::dataType).toList();
        boolean nullable = Stream.of(arguments.fields()).anyMatch(StructField::nullable);
        List<DataType> parameters = parameterTypes(given.subList(inputCount(), given.size()));
        return function.operation().takesTwo()
                ? ofTwo(given.subList(0, inputCount()), parameters, nullable)
                : ofOne(given.get(0), parameters, nullable);
    }

    private CatalogCall<?> ofTwo(List<DataType> given, List<DataType> parameters, boolean nullable) {
        TwoInputs form = twoInputs(given);
        CatalogCall.Signature signature = new CatalogCall.Signature(
                name(), joined(form.types(), parameters), form.result(), nullable || form.addsNull());
        return parameters.isEmpty()
                ? new PairCall.Plain(signature, form, function.entry().bind().kernel())
                : new PairCall.Reduced(signature, form, rowParameters(parameters.size()));
    }

    private TwoInputs twoInputs(List<DataType> given) {
        try {
            boolean raises = SQLConf.get().ansiEnabled();
            return (TwoInputs) function.form(name(), given, new KernelSource.None(), raises);
        } catch (IllegalArgumentException e) {
            throw new UnsupportedOperationException(e.getMessage(), e);
        }
    }

    private CatalogCall<?> ofOne(DataType given, List<DataType> parameters, boolean nullable) {
        Operation operation = function.operation();
        Operand operand = Operand.of(given, operation);
        if (!operand.fits(given, operation)) {
            throw new UnsupportedOperationException(
                    "%s takes %s, got %s".formatted(name(), operation.accepted(), given.sql()));
        }
        DataType input = operand.converted(given);
        Evaluation evaluation = new Evaluation(operand, operation, operand.containsNull(input));
        CatalogCall.Signature signature = new CatalogCall.Signature(
                name(),
                joined(List.of(input), parameters),
                operand.result(input, operation),
                nullable || operand.addsNull(input, operation));
        return parameters.isEmpty()
                ? plain(signature, evaluation)
                : withParameters(signature, evaluation, rowParameters(parameters.size()));
    }

    private CatalogCall<?> plain(CatalogCall.Signature signature, Evaluation evaluation) {
        Kernel kernel = function.entry().bind().kernel();
        boolean derivative = function.operation() == Operation.DERIVATIVE;
        return switch (evaluation.operand().shape()) {
            case NUMBER ->
                evaluation.operand().number() instanceof FloatType
                        ? new CatalogCall.OfFloat(signature, (Elementwise) kernel, derivative)
                        : new CatalogCall.OfDouble(signature, (Elementwise) kernel, derivative);
            case ARRAY, ARRAY_OF_ARRAYS -> new CatalogCall.OfArray(signature, kernel, evaluation);
            case VECTOR -> new CatalogCall.OfVector(signature, kernel, evaluation);
        };
    }

    private CatalogCall<?> withParameters(
            CatalogCall.Signature signature, Evaluation evaluation, RowParameters parameters) {
        boolean derivative = function.operation() == Operation.DERIVATIVE;
        return switch (evaluation.operand().shape()) {
            case NUMBER ->
                evaluation.operand().number() instanceof FloatType
                        ? new ParameterCall.OfFloat(signature, parameters, derivative)
                        : new ParameterCall.OfDouble(signature, parameters, derivative);
            case ARRAY, ARRAY_OF_ARRAYS -> new ParameterCall.OfArray(signature, parameters, evaluation);
            case VECTOR -> new ParameterCall.OfVector(signature, parameters, evaluation);
        };
    }

    private RowParameters rowParameters(int given) {
        List<String> names =
                parameters().subList(0, given).stream().map(Parameter::name).toList();
        return new RowParameters(function.entry().name(), Map.of(), names);
    }

    private static List<DataType> joined(List<DataType> inputs, List<DataType> parameters) {
        return Stream.of(inputs, parameters).flatMap(List::stream).toList();
    }

    private List<DataType> parameterTypes(List<DataType> given) {
        return IntStream.range(0, given.size())
                .mapToObj(i -> parameterType(parameters().get(i), given.get(i)))
                .toList();
    }

    private DataType parameterType(Parameter parameter, DataType given) {
        boolean text = parameter instanceof Parameter.Choice;
        boolean fits =
                given instanceof NullType || given instanceof StringType || given instanceof NumericType && !text;
        if (!fits) {
            throw new UnsupportedOperationException("%s: parameter %s must be %s, got %s"
                    .formatted(name(), parameter.name(), parameter.range(), given.sql()));
        }
        return text ? DataTypes.StringType : DataTypes.DoubleType;
    }

    private void checkCount(int given) {
        long required = inputCount()
                + parameters().stream().filter(p -> p.defaultValue().isEmpty()).count();
        if (given < required || given > inputCount() + parameters().size()) {
            throw new UnsupportedOperationException(
                    "%s(%s) got %d arguments".formatted(name(), argumentNames(), given));
        }
    }

    private String argumentNames() {
        return Stream.concat(
                        function.entry().inputs().stream(),
                        parameters().stream().map(Parameter::name))
                .collect(Collectors.joining(", "));
    }

    private int inputCount() {
        return function.entry().inputs().size();
    }

    private List<Parameter> parameters() {
        return function.entry().parameters();
    }
}
