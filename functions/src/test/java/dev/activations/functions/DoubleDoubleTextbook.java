package dev.activations.functions;

import static dev.activations.functions.DoubleDouble.ONE;

import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Every elementwise function at its default (or typical) parameters in double-double arithmetic, in forms that do not cancel:
 * an independent reference for doubles. {@link DoubleDoubleTest} holds it to 1e-19 of mpmath.
 */
final class DoubleDoubleTextbook {

    /** A function and its derivative. */
    record Pair(UnaryOperator<DoubleDouble> value, UnaryOperator<DoubleDouble> derivative) {}

    private static final DoubleDouble ZERO = DoubleDouble.of(0);
    private static final DoubleDouble ROOT_2_OVER_PI = new DoubleDouble(0x1.9884533d43651p-1, -0x1.cbc0d30ebfd15p-55);
    private static final DoubleDouble PEAK = ROOT_2_OVER_PI.times(0.5);
    private static final DoubleDouble CUBIC = DoubleDouble.of(44715).over(1e6);
    private static final DoubleDouble SCALE = new DoubleDouble(0x1.0cfabd6a91132p+0, 0x1.6fc7d272f2695p-55);
    private static final DoubleDouble SCALED_ALPHA = new DoubleDouble(0x1.c212cc640f031p+0, 0x1.05161b045a1fep-56);

    static final Map<String, Pair> FUNCTIONS = Map.ofEntries(
            Map.entry("sigmoid", new Pair(DoubleDoubleTextbook::sigmoid, DoubleDoubleTextbook::slope)),
            Map.entry(
                    "tanh", new Pair(DoubleDouble::tanh, x -> slope(x.times(2)).times(4))),
            Map.entry("relu", linear(0)),
            Map.entry("leaky_relu", linear(0.01)),
            Map.entry("prelu", linear(0.25)),
            Map.entry("identity", linear(1)),
            Map.entry("relu6", new Pair(x -> clip(x, 0, 6), x -> step(x.high() > 0 && x.high() < 6))),
            Map.entry("thresholded_relu", above(1, 0)),
            Map.entry("threshold", above(0.1, 20)),
            Map.entry(
                    "squared_relu",
                    new Pair(x -> positive(x) ? x.squared() : ZERO, x -> positive(x) ? x.times(2) : ZERO)),
            Map.entry("elu", elu(ONE, ONE)),
            Map.entry("celu", elu(ONE, ONE)),
            Map.entry("selu", elu(SCALE, SCALED_ALPHA)),
            Map.entry(
                    "gelu",
                    new Pair(
                            x -> x.times(sigmoid(tanhArgument(x, 1))),
                            x -> gatedSlope(x.times(tanhFactor(x, 3)), tanhArgument(x, 1)))),
            Map.entry("gelu(approximate=none)", new Pair(x -> x.times(below(x)), x -> below(x).plus(
                            x.times(density(x))))),
            Map.entry("quick_gelu", gated(1.702)),
            Map.entry("swish", gated(1)),
            Map.entry("mish", new Pair(x -> x.times(mishGate(x)), DoubleDoubleTextbook::mishDerivative)),
            Map.entry("hard_sigmoid", new Pair(DoubleDoubleTextbook::hardSigmoid, x -> step(Math.abs(x.high()) < 3)
                    .over(6))),
            Map.entry("log_sigmoid", new Pair(x -> softplus(x.negated()).negated(), x -> sigmoid(x.negated()))),
            Map.entry("hard_tanh", new Pair(x -> clip(x, -1, 1), x -> step(Math.abs(x.high()) < 1))),
            Map.entry(
                    "hard_swish",
                    new Pair(
                            x -> x.times(hardSigmoid(x)),
                            x -> x.high() <= -3
                                    ? ZERO
                                    : x.high() >= 3 ? ONE : x.plus(1.5).over(3))),
            Map.entry("softplus", new Pair(DoubleDoubleTextbook::softplus, DoubleDoubleTextbook::sigmoid)),
            Map.entry(
                    "softsign",
                    new Pair(
                            x -> x.over(x.abs().plus(1)),
                            x -> ONE.over(x.abs().plus(1).squared()))),
            Map.entry("soft_shrink", new Pair(x -> x.minus(clip(x, -0.5, 0.5)), x -> step(Math.abs(x.high()) > 0.5))),
            Map.entry(
                    "hard_shrink",
                    new Pair(x -> Math.abs(x.high()) > 0.5 ? x : ZERO, x -> step(Math.abs(x.high()) > 0.5))),
            Map.entry("tanh_shrink", new Pair(DoubleDoubleTextbook::tanhShrink, x -> x.tanh()
                    .squared())),
            Map.entry("exponential", new Pair(DoubleDouble::exp, DoubleDouble::exp)),
            Map.entry("squareplus", new Pair(DoubleDoubleTextbook::squareplus, x -> squareplus(x)
                    .over(root(x)))));

    private DoubleDoubleTextbook() {}

    /** Whether a result is where double-double numbers neither overflow nor lose bits; 0 may be one that was lost. */
    static boolean isExact(DoubleDouble y) {
        double size = Math.abs(y.high());
        return size > 0x1p-900 && size < 0x1p1000;
    }

    private static boolean positive(DoubleDouble x) {
        return x.high() > 0;
    }

    private static DoubleDouble step(boolean on) {
        return on ? ONE : ZERO;
    }

    private static DoubleDouble clip(DoubleDouble x, double low, double high) {
        return x.high() <= low ? DoubleDouble.of(low) : x.high() >= high ? DoubleDouble.of(high) : x;
    }

    private static DoubleDouble hardSigmoid(DoubleDouble x) {
        return x.high() <= -3 ? ZERO : x.high() >= 3 ? ONE : x.plus(3).over(6);
    }

    private static Pair linear(double below) {
        return new Pair(x -> positive(x) ? x : x.times(below), x -> positive(x) ? ONE : DoubleDouble.of(below));
    }

    private static Pair above(double threshold, double replacement) {
        return new Pair(x -> x.high() > threshold ? x : DoubleDouble.of(replacement), x -> step(x.high() > threshold));
    }

    private static Pair elu(DoubleDouble above, DoubleDouble below) {
        return new Pair(
                x -> positive(x) ? above.times(x) : below.times(x.expm1()),
                x -> positive(x) ? above : below.times(x.exp()));
    }

    private static DoubleDouble sigmoid(DoubleDouble t) {
        DoubleDouble e = t.abs().negated().exp();
        return (t.high() < 0 ? e : ONE).over(e.plus(1));
    }

    /** σ′ = e/(1 + e)². */
    private static DoubleDouble slope(DoubleDouble t) {
        DoubleDouble e = t.abs().negated().exp();
        return e.over(e.plus(1).squared());
    }

    private static DoubleDouble softplus(DoubleDouble t) {
        DoubleDouble rest = t.abs().negated().exp().log1p();
        return positive(t) ? t.plus(rest) : rest;
    }

    /** x·σ(βx). */
    private static Pair gated(double beta) {
        return new Pair(x -> x.times(sigmoid(x.times(beta))), x -> gatedSlope(x.times(beta), x.times(beta)));
    }

    /** The derivative of x·σ(t), where q = x·t′. */
    private static DoubleDouble gatedSlope(DoubleDouble q, DoubleDouble t) {
        return sigmoid(t).times(q.times(sigmoid(t.negated())).plus(1));
    }

    private static DoubleDouble tanhFactor(DoubleDouble x, double power) {
        return ROOT_2_OVER_PI
                .times(2)
                .times(CUBIC.times(power).times(x.squared()).plus(1));
    }

    private static DoubleDouble tanhArgument(DoubleDouble x, double power) {
        return x.times(tanhFactor(x, power));
    }

    private static DoubleDouble density(DoubleDouble x) {
        return PEAK.times(x.squared().times(-0.5).exp());
    }

    /** Φ. */
    private static DoubleDouble below(DoubleDouble x) {
        DoubleDouble tail = upperTail(x.abs());
        return positive(x) ? ONE.minus(tail) : tail;
    }

    /** The share of a standard normal above t: a series up to 6, Laplace's continued fraction beyond. */
    private static DoubleDouble upperTail(DoubleDouble t) {
        if (t.high() > 6) {
            DoubleDouble fraction = t;
            for (int k = 40; k > 0; k--) {
                fraction = t.plus(DoubleDouble.of(k).over(fraction));
            }
            return density(t).over(fraction);
        }
        DoubleDouble sum = ZERO;
        DoubleDouble term = t;
        for (int k = 1; term.high() > 1e-34 * sum.high(); k++) {
            sum = sum.plus(term);
            term = term.times(t.squared()).over(2 * k + 1);
        }
        return DoubleDouble.of(0.5).minus(density(t).times(sum));
    }

    /** tanh(softplus(x)). */
    private static DoubleDouble mishGate(DoubleDouble x) {
        DoubleDouble e = x.abs().negated().exp();
        DoubleDouble below = e.times(e.plus(2));
        DoubleDouble above = e.times(2).plus(1);
        return positive(x) ? above.over(above.plus(e.squared().times(2))) : below.over(below.plus(2));
    }

    /** By the product rule, 1 − tanh² written as (1 − tanh)(1 + tanh). */
    private static DoubleDouble mishDerivative(DoubleDouble x) {
        DoubleDouble e = x.abs().negated().exp();
        DoubleDouble square = e.squared().times(2);
        DoubleDouble rest = positive(x)
                ? square.over(square.plus(e.times(2)).plus(1))
                : DoubleDouble.of(2).over(e.times(e.plus(2)).plus(2));
        DoubleDouble tanh = mishGate(x);
        return tanh.plus(x.times(sigmoid(x)).times(rest).times(tanh.plus(1)));
    }

    /** Up to 1 as (x·cosh x − sinh x)/cosh x, whose series Σ 2k·x^(2k+1)/(2k+1)! has terms of one sign. */
    private static DoubleDouble tanhShrink(DoubleDouble x) {
        if (Math.abs(x.high()) > 1) {
            return x.minus(x.tanh());
        }
        DoubleDouble power = x;
        DoubleDouble sum = ZERO;
        for (int k = 1; k < 16; k++) {
            power = power.times(x.squared()).over(2 * k * (2 * k + 1));
            sum = sum.plus(power.times(2 * k));
        }
        DoubleDouble e = x.exp();
        return sum.over(e.plus(ONE.over(e)).times(0.5));
    }

    private static DoubleDouble root(DoubleDouble x) {
        return x.squared().plus(4).squareRoot();
    }

    private static DoubleDouble squareplus(DoubleDouble x) {
        return positive(x) ? x.plus(root(x)).times(0.5) : DoubleDouble.of(2).over(root(x).minus(x));
    }
}
