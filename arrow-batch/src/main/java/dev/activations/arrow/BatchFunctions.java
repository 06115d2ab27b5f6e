package dev.activations.arrow;

import dev.activations.functions.Activation;
import dev.activations.functions.Catalogue;
import dev.activations.functions.Entry;
import dev.activations.functions.kernel.ClassLoss;
import dev.activations.functions.kernel.Elementwise;
import dev.activations.functions.kernel.Kernel;
import dev.activations.functions.kernel.Loss;
import dev.activations.functions.kernel.RowPair;
import dev.activations.functions.kernel.Rowwise;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The functions over Arrow vectors by name: every row of the {@link Catalogue}, its companions, and the derivatives. */
public final class BatchFunctions {

    private static final String DERIVATIVE = "_derivative";
    private static final Pattern DERIVATIVE_CALL = Pattern.compile("\\s*(\\w+)" + DERIVATIVE + "\\s*(\\(.*\\))?\\s*");

    private BatchFunctions() {}

    /**
     * The function that a call names: {@code gelu}, {@code leaky_relu(alpha=0.2)}, {@code gelu_derivative}.
     *
     * @throws IllegalArgumentException in one sentence: unknown function (with near names), unknown parameter, a value
     *     out of range, a derivative that does not exist, or text that is not a call
     */
    public static BatchFunction named(String call) {
        Matcher derivative = DERIVATIVE_CALL.matcher(call);
        if (derivative.matches()) {
            String arguments = derivative.group(2) == null ? "" : derivative.group(2);
            return derivative(Catalogue.anyNamed(derivative.group(1) + arguments));
        }
        return value(Catalogue.anyNamed(call));
    }

    /**
     * The function of this name (or alias) at the given parameters, the others at their defaults.
     *
     * @param parameters by name, a {@link Number} or a {@link String} each: {@code Map.of("alpha", 0.2)}
     * @throws IllegalArgumentException as {@link #named(String)}
     */
    public static BatchFunction named(String name, Map<String, ?> parameters) {
        Map<String, Object> values = new HashMap<>();
        parameters.forEach((parameter, value) ->
                values.put(parameter, value instanceof Number number ? Double.valueOf(number.doubleValue()) : value));
        if (name.endsWith(DERIVATIVE)) {
            String function = name.substring(0, name.length() - DERIVATIVE.length());
            return derivative(entry(function).bind(values));
        }
        return value(entry(name).bind(values));
    }

    private static Entry entry(String name) {
        return Stream.concat(Catalogue.entry(name).stream(), Catalogue.companions().stream())
                .filter(entry -> entry.name().equals(name) || entry.aliases().contains(name))
                .findFirst()
                .orElseGet(() -> Catalogue.named(name).entry());
    }

    /** The name of every function, aliases too, in the catalogue's order. */
    public static List<String> names() {
        return Catalogue.all().stream().flatMap(BatchFunctions::names).toList();
    }

    private static Stream<String> names(Entry entry) {
        return Stream.concat(Stream.of(entry.name()), entry.aliases().stream())
                .flatMap(name -> entry.isElementwise() ? Stream.of(name, name + DERIVATIVE) : Stream.of(name));
    }

    private static BatchFunction value(Activation activation) {
        return new BatchFunction(activation.call(), operation(activation));
    }

    private static ColumnOperation operation(Activation activation) {
        Kernel kernel = activation.kernel();
        if (kernel instanceof Elementwise elementwise) {
            return new OneColumn(new ElementwiseOperation(new SliceOperation.Values(elementwise)));
        } else if (kernel instanceof Rowwise rowwise) {
            return new OneColumn(new RowwiseOperation(new SliceOperation.Row(rowwise)));
        } else if (kernel instanceof Loss loss) {
            return new LossOfPairs(loss);
        } else if (kernel instanceof RowPair gradient) {
            return new GradientOfRows(gradient);
        }
        return new LossOfClasses((ClassLoss) kernel);
    }

    private static BatchFunction derivative(Activation activation) {
        String name = activation.entry().name();
        if (activation.kernel() instanceof Elementwise elementwise) {
            String parameters = activation.call().substring(name.length());
            return new BatchFunction(
                    name + DERIVATIVE + parameters,
                    new OneColumn(new ElementwiseOperation(new SliceOperation.Derivatives(elementwise))));
        }
        String reason = activation.kernel() instanceof Rowwise
                ? "the derivative of a function of a whole array is a matrix"
                : "functions of one number have a derivative";
        throw new IllegalArgumentException("%s%s does not exist: %s".formatted(name, DERIVATIVE, reason));
    }
}
