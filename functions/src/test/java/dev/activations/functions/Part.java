package dev.activations.functions;

import dev.activations.functions.FloatErrors.Root;
import dev.activations.functions.kernel.Elementwise;
import java.util.Map;
import java.util.function.UnaryOperator;

/** The value or the derivative of a function: what is measured of each. */
enum Part {
    VALUE,
    DERIVATIVE;

    /** Where a derivative is 0 while its terms are not. */
    private static final Map<String, Double> ROOT_OF_DERIVATIVE = Map.of(
            "gelu", -0.7524614221,
            "gelu(approximate=none)", -0.7517915247,
            "quick_gelu", -0.7511542554,
            "swish", -1.2784645428,
            "mish", -1.1924312145,
            "hard_swish", -1.5);

    /** What is written behind the name of the function. */
    String suffix() {
        return this == VALUE ? "" : " derivative";
    }

    double of(Elementwise f, double x) {
        return this == VALUE ? f.value(x) : f.derivative(x);
    }

    UnaryOperator<DoubleDouble> exact(String call) {
        DoubleDoubleTextbook.Pair pair = DoubleDoubleTextbook.FUNCTIONS.get(call);
        return this == VALUE ? pair.value() : pair.derivative();
    }

    /** Where no relative bound can hold. */
    Root root(String call, double near, double absolute) {
        Double at = ROOT_OF_DERIVATIVE.get(call);
        return this == VALUE || at == null ? Root.NONE : new Root(at, near, absolute);
    }
}
