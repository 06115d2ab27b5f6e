package dev.activations.functions;

import java.util.Set;

/**
 * The largest errors that results in float may have, in ULP.
 *
 * @param normal where the exact value is a normal float
 * @param subnormal where it is subnormal, in units of 2^-149
 */
record FloatBound(double normal, double subnormal) {

    private static final FloatBound ROUNDED_ONCE = new FloatBound(0.6, 0.6);

    private static final FloatBound COMPUTED_IN_FLOAT = new FloatBound(2, 1);

    private static final Set<String> VALUES_COMPUTED_IN_FLOAT = Set.of(
            "sigmoid",
            "tanh",
            "elu",
            "selu",
            "gelu",
            "quick_gelu",
            "swish",
            "hard_sigmoid",
            "hard_swish",
            "soft_shrink",
            "softsign",
            "leaky_relu",
            "prelu",
            "exponential");

    private static final Set<String> DERIVATIVES_COMPUTED_IN_FLOAT = Set.of("exponential", "hard_swish");

    static FloatBound ofValues(String call) {
        return of(call, VALUES_COMPUTED_IN_FLOAT);
    }

    static FloatBound ofDerivatives(String call) {
        return of(call, DERIVATIVES_COMPUTED_IN_FLOAT);
    }

    private static FloatBound of(String call, Set<String> computedInFloat) {
        return computedInFloat.contains(call.replaceFirst("\\(.*", "")) ? COMPUTED_IN_FLOAT : ROUNDED_ONCE;
    }
}
