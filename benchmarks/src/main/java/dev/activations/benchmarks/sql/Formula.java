package dev.activations.benchmarks.sql;

import java.util.List;

/**
 * A scalar function and its textbook formula in Spark's built-ins, with nothing done for infinities or cancellation, which
 * would only slow it.
 *
 * @param call ours
 * @param builtIns the same of built-ins; empty where Spark has none (erf)
 * @param repeatsX whether the formula has x more than once outside of comparisons
 */
record Formula(String call, String builtIns, boolean repeatsX) {

    private static final String SELU = "1.0507009873554805D";
    private static final String SELU_LOW = "1.7580993408473766D";
    private static final String TANH_U = "tanh(0.7978845608028654D * (x + 0.044715D * x * x * x))";

    static final List<Formula> ALL = List.of(
            of("relu(x)", "greatest(0D, x)"),
            of("leaky_relu(x)", "CASE WHEN x > 0 THEN x ELSE 0.01D * x END"),
            of("prelu(x, 0.25D)", "CASE WHEN x > 0 THEN x ELSE 0.25D * x END"),
            of("relu6(x)", "least(greatest(0D, x), 6D)"),
            of("squared_relu(x)", "pow(greatest(0D, x), 2D)"),
            of("thresholded_relu(x)", "CASE WHEN x > 1 THEN x ELSE 0D END"),
            of("threshold(x, 0.1D, 20D)", "CASE WHEN x > 0.1D THEN x ELSE 20D END"),
            of("sigmoid(x)", "1 / (1 + exp(-x))"),
            of("hard_sigmoid(x)", "least(greatest(0D, (x + 3) / 6), 1D)"),
            of("hard_tanh(x)", "least(greatest(-1D, x), 1D)"),
            of("softsign(x)", "x / (1 + abs(x))"),
            of("log_sigmoid(x)", "-ln(1 + exp(-x))"),
            of("elu(x)", "CASE WHEN x > 0 THEN x ELSE exp(x) - 1 END"),
            of("selu(x)", "CASE WHEN x > 0 THEN " + SELU + " * x ELSE " + SELU_LOW + " * (exp(x) - 1) END"),
            of("celu(x)", "CASE WHEN x > 0 THEN x ELSE exp(x) - 1 END"),
            repeating("gelu(x)", "0.5D * x * (1 + " + TANH_U + ")"),
            new Formula("gelu(x, 'none')", "", true),
            repeating("quick_gelu(x)", "x / (1 + exp(-1.702D * x))"),
            repeating("swish(x)", "x / (1 + exp(-x))"),
            repeating("hard_swish(x)", "x * least(greatest(0D, (x + 3) / 6), 1D)"),
            repeating("mish(x)", "x * tanh(ln(1 + exp(x)))"),
            of("softplus(x)", "ln(1 + exp(x))"),
            repeating("squareplus(x)", "(x + sqrt(x * x + 4)) / 2"),
            of("identity(x)", "x"),
            of("exponential(x)", "exp(x)"),
            of("soft_shrink(x)", "CASE WHEN x > 0.5D THEN x - 0.5D WHEN x < -0.5D THEN x + 0.5D ELSE 0D END"),
            of("hard_shrink(x)", "CASE WHEN abs(x) > 0.5D THEN x ELSE 0D END"),
            repeating("tanh_shrink(x)", "x - tanh(x)"));

    private static Formula of(String call, String builtIns) {
        return new Formula(call, builtIns, false);
    }

    private static Formula repeating(String call, String builtIns) {
        return new Formula(call, builtIns, true);
    }

    boolean hasBuiltIns() {
        return !builtIns.isEmpty();
    }
}
