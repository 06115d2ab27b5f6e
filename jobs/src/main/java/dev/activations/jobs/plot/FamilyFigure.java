package dev.activations.jobs.plot;

import dev.activations.functions.Activation;
import dev.activations.functions.Catalogue;
import java.util.List;
import java.util.stream.Stream;

/**
 * A figure of activation functions: their values above, their derivatives below.
 *
 * @param functions what is drawn, functions of one number, at least one
 * @param range where it is drawn
 * @param values whether the values are drawn
 * @param notes sentences under the figure
 */
public record FamilyFigure(List<Activation> functions, Range range, boolean values, List<String> notes) {

    /** The chapter's family, in its order. */
    public static final List<String> FAMILY =
            List.of("sigmoid", "tanh", "relu", "leaky_relu", "elu", "gelu", "swish", "mish");

    /** What the chapter sees in the figure of its family. */
    private static final List<String> OBSERVATIONS = List.of(
            "sigmoid′ peaks at 0.25 and tanh′ at 1, both at 0; towards either side both vanish.",
            "relu′ is 1 above 0 and 0 below: no gradient is lost where it fires, and none passes where it does not.",
            "gelu and swish are smooth and not monotone: they dip below 0, and their gradient lives on a little left of it.");

    /**
     * Where a figure is drawn.
     *
     * @param from the smallest x
     * @param to the largest x
     * @param low the smallest y of the values
     * @param high the largest y of the values
     */
    public record Range(double from, double to, double low, double high) {

        /** The chapter's: x from −4 to 4. */
        public static final Range DEFAULT = new Range(-4, 4, -2, 4);

        public Range {
            if (!(from < to) || !Double.isFinite(to - from)) {
                throw new IllegalArgumentException("--from must be below --to, got %s and %s".formatted(from, to));
            }
            if (!(low < high) || !Double.isFinite(high - low)) {
                throw new IllegalArgumentException("--low must be below --high, got %s and %s".formatted(low, high));
            }
        }
    }

    /** One of the two parts of a figure: what is drawn in it, between which y. */
    record Panel(String title, boolean derivative, double low, double high) {

        double at(Activation function, double x) {
            var elementwise = function.elementwise().orElseThrow();
            return derivative ? elementwise.derivative(x) : elementwise.value(x);
        }
    }

    /**
     * @param calls catalogue names with parameters, such as {@code elu(alpha=0.5)}; none for the chapter's family
     * @throws IllegalArgumentException in one sentence: an unknown function, or one of a whole array
     */
    public static FamilyFigure of(List<String> calls, Range range, boolean derivativeAlone) {
        List<Activation> functions = (calls.isEmpty() ? FAMILY : calls)
                .stream().map(FamilyFigure::function).toList();
        return new FamilyFigure(functions, range, !derivativeAlone, calls.isEmpty() ? OBSERVATIONS : List.of());
    }

    private static Activation function(String call) {
        Activation function = Catalogue.anyNamed(call);
        if (function.elementwise().isEmpty()) {
            throw new IllegalArgumentException(
                    "%s is not a function of one number, so it has no curve; 'activations functions' lists those that are"
                            .formatted(call));
        }
        return function;
    }

    List<Panel> panels() {
        Panel derivatives = new Panel("Derivatives", true, -0.5, 1.5);
        return values
                ? List.of(new Panel("Functions", false, range.low(), range.high()), derivatives)
                : List.of(derivatives);
    }

    /** The x at which curves are drawn: close enough that no kink is seen to be cut. */
    double[] points() {
        int steps = 400;
        return Stream.iterate(0, i -> i + 1)
                .limit(steps + 1L)
                .mapToDouble(i -> range.from() + (range.to() - range.from()) * i / steps)
                .toArray();
    }
}
