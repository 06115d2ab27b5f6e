package dev.activations.spark.catalyst;

import dev.activations.functions.Parameter;
import dev.activations.functions.definition.Elementwise;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.connector.catalog.functions.BoundFunction;
import org.apache.spark.sql.connector.catalog.functions.UnboundFunction;
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
        DataType given = arguments.fields()[0].dataType();
        Operand operand = Operand.of(given, function.operation());
        if (!operand.fits(given, function.operation())) {
            throw new UnsupportedOperationException(
                    "%s takes %s, got %s".formatted(name(), Operand.accepted(function.operation()), given.sql()));
        }
        List<DataType> inputs = new ArrayList<>(List.of(operand.converted(given)));
        for (int i = 1; i < arguments.length(); i++) {
            inputs.add(parameterType(parameters().get(i - 1), arguments.fields()[i].dataType()));
        }
        Evaluation evaluation = new Evaluation(operand, function.operation(), operand.containsNull(inputs.get(0)));
        boolean nullable = Stream.of(arguments.fields()).anyMatch(StructField::nullable)
                || operand.addsNull(inputs.get(0), function.operation());
        return call(
                new CatalogCall.Signature(
                        name(), inputs, operand.result(inputs.get(0), function.operation()), nullable),
                evaluation);
    }

    private CatalogCall<?> call(CatalogCall.Signature signature, Evaluation evaluation) {
        if (signature.inputs().size() > 1) {
            List<String> given = parameters().subList(0, signature.inputs().size() - 1).stream()
                    .map(Parameter::name)
                    .toList();
            return new CatalogCall.WithParameters(signature, function.entry().name(), given, evaluation);
        }
        var kernel = function.entry().bind().kernel();
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
        long required = 1
                + parameters().stream().filter(p -> p.defaultValue().isEmpty()).count();
        if (given < required || given > 1 + parameters().size()) {
            throw new UnsupportedOperationException(
                    "%s(%s) got %d arguments".formatted(name(), argumentNames(), given));
        }
    }

    private String argumentNames() {
        return Stream.concat(Stream.of("x"), parameters().stream().map(Parameter::name))
                .collect(Collectors.joining(", "));
    }

    private List<Parameter> parameters() {
        return function.entry().parameters();
    }
}
