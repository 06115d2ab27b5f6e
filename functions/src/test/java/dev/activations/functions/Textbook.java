package dev.activations.functions;

import java.util.Map;
import java.util.function.DoubleUnaryOperator;

/**
 * Every elementwise function at its default (or typical) parameters, in double from the JDK's own StrictMath: an
 * independent reference for floats. {@link TextbookTest} holds it to 1e-12 of mpmath.
 */
final class Textbook {

    /** A function and its derivative. */
    record Pair(DoubleUnaryOperator value, DoubleUnaryOperator derivative) {}

    static final Map<String, Pair> FUNCTIONS = Map.ofEntries(
            Map.entry("sigmoid", new Pair(Textbook::sigmoid, x -> sigmoid(x) * sigmoid(-x))),
            Map.entry("tanh", new Pair(StrictMath::tanh, x -> 4 * sigmoid(2 * x) * sigmoid(-2 * x))),
            Map.entry("relu", new Pair(x -> Math.max(x, 0), x -> step(x > 0, x))),
            Map.entry("leaky_relu", new Pair(x -> x > 0 ? x : 0.01 * x, x -> x > 0 ? 1 : step(true, x) * 0.01)),
            Map.entry("prelu", new Pair(x -> x > 0 ? x : 0.25 * x, x -> x > 0 ? 1 : step(true, x) * 0.25)),
            Map.entry("relu6", new Pair(x -> clip(x, 0, 6), x -> step(x > 0 && x < 6, x))),
            Map.entry("thresholded_relu", new Pair(x -> x <= 1 ? 0 : x, x -> step(x > 1, x))),
            Map.entry("threshold", new Pair(x -> x <= 0.1 ? 20 : x, x -> step(x > 0.1, x))),
            Map.entry("squared_relu", new Pair(x -> x <= 0 ? 0 : x * x, x -> 2 * Math.max(x, 0))),
            Map.entry("elu", new Pair(x -> x > 0 ? x : StrictMath.expm1(x), x -> x > 0 ? 1 : StrictMath.exp(x))),
            Map.entry(
                    "selu",
                    new Pair(
                            x -> x > 0 ? 1.0507009873554805 * x : 1.7580993408473768 * StrictMath.expm1(x),
                            x -> x > 0 ? 1.0507009873554805 : 1.7580993408473768 * StrictMath.exp(x))),
            Map.entry("celu", new Pair(x -> x > 0 ? x : StrictMath.expm1(x), x -> x > 0 ? 1 : StrictMath.exp(x))),
            Map.entry("gelu", new Pair(x -> gated(x, geluArgument(x)), Textbook::geluDerivative)),
            Map.entry("gelu(approximate=none)", new Pair(Textbook::gelu, Textbook::geluExactDerivative)),
            Map.entry("quick_gelu", new Pair(x -> gated(x, 1.702 * x), x -> gatedDerivative(1.702 * x, 1.702 * x))),
            Map.entry("swish", new Pair(x -> gated(x, x), x -> gatedDerivative(x, x))),
            Map.entry("mish", new Pair(Textbook::mish, Textbook::mishDerivative)),
            Map.entry("identity", new Pair(x -> x, x -> step(true, x))),
            Map.entry("hard_sigmoid", new Pair(x -> clip((x + 3) / 6, 0, 1), x -> step(x > -3 && x < 3, x) / 6)),
            Map.entry("log_sigmoid", new Pair(x -> -softplus(-x), x -> sigmoid(-x))),
            Map.entry("hard_tanh", new Pair(x -> clip(x, -1, 1), x -> step(x > -1 && x < 1, x))),
            Map.entry(
                    "hard_swish",
                    new Pair(
                            x -> x <= -3 ? 0 : x >= 3 ? x : x * ((x + 3) / 6),
                            x -> x <= -3 ? 0 : x >= 3 ? 1 : (x + 1.5) / 3)),
            Map.entry("softplus", new Pair(Textbook::softplus, Textbook::sigmoid)),
            Map.entry(
                    "softsign",
                    new Pair(
                            x -> Double.isInfinite(x) ? Math.signum(x) : x / (1 + Math.abs(x)),
                            x -> 1 / (1 + Math.abs(x)) / (1 + Math.abs(x)))),
            Map.entry(
                    "soft_shrink",
                    new Pair(x -> Math.signum(x) * Math.max(Math.abs(x) - 0.5, 0), x -> step(Math.abs(x) > 0.5, x))),
            Map.entry("hard_shrink", new Pair(x -> Math.abs(x) <= 0.5 ? 0 : x, x -> step(Math.abs(x) > 0.5, x))),
            Map.entry("tanh_shrink", new Pair(Textbook::tanhShrink, x -> StrictMath.tanh(x) * StrictMath.tanh(x))),
            Map.entry("exponential", new Pair(StrictMath::exp, StrictMath::exp)),
            Map.entry(
                    "squareplus",
                    new Pair(
                            x -> x < 0 ? 2 / (StrictMath.hypot(x, 2) - x) : (x + StrictMath.hypot(x, 2)) / 2,
                            x -> squareplusDerivative(x, StrictMath.hypot(x, 2)))));

    private Textbook() {}

    /** 1 or 0; NaN for NaN. */
    private static double step(boolean on, double x) {
        return Double.isNaN(x) ? x : on ? 1 : 0;
    }

    private static double clip(double x, double low, double high) {
        return Math.min(Math.max(x, low), high);
    }

    private static double sigmoid(double x) {
        return x < 0 ? StrictMath.exp(x) / (1 + StrictMath.exp(x)) : 1 / (1 + StrictMath.exp(-x));
    }

    private static double softplus(double x) {
        return Math.max(x, 0) + StrictMath.log1p(StrictMath.exp(-Math.abs(x)));
    }

    private static double gated(double x, double t) {
        return t < -700 ? 0 : x * sigmoid(t);
    }

    private static double gatedDerivative(double q, double t) {
        return Math.abs(t) > 700 ? (t > 0 ? 1 : 0) : sigmoid(t) * (1 + q * sigmoid(-t));
    }

    private static double geluArgument(double x) {
        return 2 * Math.sqrt(2 / Math.PI) * x * (1 + 0.044715 * x * x);
    }

    private static double geluDerivative(double x) {
        return gatedDerivative(2 * Math.sqrt(2 / Math.PI) * x * (1 + 3 * 0.044715 * x * x), geluArgument(x));
    }

    private static double gelu(double x) {
        return x < -38 ? 0 : x > 38 ? x : x < 0 ? x * upperTail(-x) : x - x * upperTail(x);
    }

    private static double geluExactDerivative(double x) {
        double t = Math.min(Math.abs(x), 38);
        double falling = upperTail(t) - t * density(t);
        return x < 0 ? falling : Double.isNaN(x) ? x : 1 - falling;
    }

    private static double density(double t) {
        return StrictMath.exp(-t * t / 2) / Math.sqrt(2 * Math.PI);
    }

    /** The share of a standard normal above t: a series up to 2, Laplace's continued fraction beyond. */
    private static double upperTail(double t) {
        if (t > 2) {
            double fraction = t;
            for (int k = 200; k > 0; k--) {
                fraction = t + k / fraction;
            }
            return density(t) / fraction;
        }
        double sum = 0;
        double term = t;
        for (int k = 1; k < 60; k++) {
            sum += term;
            term *= t * t / (2 * k + 1);
        }
        return 0.5 - density(t) * sum;
    }

    private static double mish(double x) {
        double e = StrictMath.exp(-Math.abs(x));
        double ratio = x < 0 ? e * (2 + e) / (2 + e * (2 + e)) : (1 + 2 * e) / (1 + 2 * e + 2 * e * e);
        return x < -700 ? 0 : x * ratio;
    }

    /** By the product rule, 1 − tanh² written as 1/cosh². */
    private static double mishDerivative(double x) {
        double e = StrictMath.exp(-Math.abs(x));
        double tanh = x < 0 ? e * (2 + e) / (2 + e * (2 + e)) : (1 + 2 * e) / (1 + 2 * e + 2 * e * e);
        double rest = x < 0 ? 2 / (2 + e * (2 + e)) : 2 * e * e / (1 + 2 * e + 2 * e * e);
        return Math.abs(x) > 700 ? (x > 0 ? 1 : 0) : tanh + x * sigmoid(x) * rest * (1 + tanh);
    }

    private static double tanhShrink(double x) {
        if (Math.abs(x) > 0.1) {
            return x - StrictMath.tanh(x);
        }
        double z = x * x;
        double series = 1 / 3.0
                - z
                        * (2 / 15.0
                                - z
                                        * (17 / 315.0
                                                - z
                                                        * (62 / 2835.0
                                                                - z
                                                                        * (1382 / 155925.0
                                                                                - z
                                                                                        * (21844 / 6081075.0
                                                                                                - z
                                                                                                        * 929569
                                                                                                        / 638512875.0)))));
        return x * z * series;
    }

    private static double squareplusDerivative(double x, double root) {
        return Double.isInfinite(x) ? (x > 0 ? 1 : 0) : x < 0 ? 2 / root / (root - x) : 0.5 + x / root / 2;
    }
}
