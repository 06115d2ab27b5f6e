package dev.activations.spark.catalyst.catalog;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The functions of the catalogue as formulas of Spark's built-ins, for {@code docs/sql-functions.sql}. A formula is over
 * {@code x} and the function's parameters by their names, none of which is NULL; x of a number is no NaN. Infinities,
 * overflow and cancellation are seen to, and nothing is divided by 0, which ANSI mode refuses.
 */
final class SqlFormulas {

    /** The formulas of a function of one number. */
    record Scalar(String value, String derivative) {}

    private static final String SCALE = "1.0507009873554805D";
    private static final String SCALED_ALPHA = "1.7580993408473766D";

    /** Twice √(2/π), with which gelu's ½(1 + tanh(u)) is a sigmoid of 2u. */
    private static final String TWICE_U = "(1.5957691216057308D * x * (1D + 0.044715D * x * x))";

    /**
     * The standard normal distribution for |x| up to 9 by its Fourier series of period 2π/0.17, whose error is below 1e−15:
     * ½ + 2/π · Σ e^(−k²/2) sin(kx)/(2n+1), k = 0.17(2n + 1).
     */
    private static final String PHI =
            "(0.5D + 0.6366197723675814D * aggregate(sequence(0, 25), 0D, (sum, n) -> sum + exp(-0.01445D * (2D * n + 1D)"
                    + " * (2D * n + 1D)) * sin(0.17D * (2D * n + 1D) * x) / (2D * n + 1D)))";

    private static final Scalar LEAKY =
            new Scalar("CASE WHEN x > 0D THEN x ELSE alpha * x END", "CASE WHEN x > 0D THEN 1D ELSE alpha END");

    private static final Scalar GELU = new Scalar(
            choice(
                    "CASE WHEN x < -9D THEN 0D WHEN x > 9D THEN x ELSE x * " + PHI + " END",
                    "CASE WHEN x < -40D THEN 0D ELSE x / (1D + exp(-" + TWICE_U + ")) END"),
            choice(
                    "CASE WHEN x < -9D THEN 0D WHEN x > 9D THEN 1D ELSE " + PHI
                            + " + x * 0.3989422804014327D * exp(-x * x / 2D) END",
                    "CASE WHEN x < -40D THEN 0D WHEN x > 40D THEN 1D ELSE 1D / (1D + exp(-" + TWICE_U + ")) + x * "
                            + "1.5957691216057308D * (1D + 0.134145D * x * x) * " + slope(TWICE_U) + " END"));

    private static final Scalar SWISH = swish("(beta * x)");

    static final Map<String, Scalar> SCALARS = scalars();

    /** The formulas of functions of a whole array, none of whose elements is NULL. */
    static final Map<String, String> ROWS = rows();

    private SqlFormulas() {}

    /** σ′, which is even, without overflow. */
    private static String slope(String x) {
        return "exp(-abs(%s)) / pow(1D + exp(-abs(%s)), 2D)".formatted(x, x);
    }

    private static String choice(String none, String tanh) {
        return "CASE WHEN approximate = 'none' THEN " + none + " WHEN approximate = 'tanh' THEN " + tanh
                + " ELSE CAST(raise_error('approximate must be none or tanh') AS DOUBLE) END";
    }

    private static Scalar swish(String t) {
        return new Scalar(
                "CASE WHEN %s < -1000D THEN 0D ELSE x / (1D + exp(-%s)) END".formatted(t, t),
                "CASE WHEN %s < -1000D THEN 0D WHEN %s > 1000D THEN 1D ELSE 1D / (1D + exp(-%s)) + %s * %s END"
                        .formatted(t, t, t, t, slope(t)));
    }

    private static Scalar rectifier(String limit, String otherwise) {
        return new Scalar(
                "CASE WHEN x > %s THEN x ELSE %s END".formatted(limit, otherwise),
                "CASE WHEN x > %s THEN 1D ELSE 0D END".formatted(limit));
    }

    private static Scalar inside(String value, String low, String high, String slope) {
        return new Scalar(value, "CASE WHEN x > %s AND x < %s THEN %s ELSE 0D END".formatted(low, high, slope));
    }

    private static Map<String, Scalar> scalars() {
        Map<String, Scalar> all = new LinkedHashMap<>();
        all.put("sigmoid", new Scalar("1D / (1D + exp(-x))", slope("x")));
        all.put("tanh", new Scalar("tanh(x)", "4D * " + slope("2D * x")));
        all.put("hard_sigmoid", inside("least(greatest(x + 3D, 0D) / 6D, 1D)", "-3D", "3D", "1D / 6D"));
        all.put("hard_tanh", inside("least(greatest(x, `min`), `max`)", "`min`", "`max`", "1D"));
        all.put(
                "softsign",
                new Scalar(
                        "CASE WHEN abs(x) > 1e300 THEN sign(x) ELSE x / (1D + abs(x)) END",
                        "1D / pow(1D + abs(x), 2D)"));
        all.put("log_sigmoid", new Scalar("least(x, 0D) - log1p(exp(-abs(x)))", "1D / (1D + exp(x))"));
        all.put("relu", rectifier("0D", "0D"));
        all.put("leaky_relu", LEAKY);
        all.put("prelu", LEAKY);
        all.put("relu6", inside("least(greatest(x, 0D), 6D)", "0D", "6D", "1D"));
        all.put("squared_relu", new Scalar("greatest(x, 0D) * greatest(x, 0D)", "2D * greatest(x, 0D)"));
        all.put("thresholded_relu", rectifier("alpha", "0D"));
        all.put("threshold", rectifier("`threshold`", "`value`"));
        all.put(
                "elu",
                new Scalar(
                        "CASE WHEN x > 0D THEN x ELSE alpha * expm1(x) END",
                        "CASE WHEN x > 0D THEN 1D ELSE alpha * exp(x) END"));
        all.put(
                "selu",
                new Scalar(
                        "CASE WHEN x > 0D THEN " + SCALE + " * x ELSE " + SCALED_ALPHA + " * expm1(x) END",
                        "CASE WHEN x > 0D THEN " + SCALE + " ELSE " + SCALED_ALPHA + " * exp(x) END"));
        all.put(
                "celu",
                new Scalar(
                        "CASE WHEN x > 0D THEN x ELSE alpha * expm1(x / alpha) END",
                        "CASE WHEN x > 0D THEN 1D ELSE exp(x / alpha) END"));
        all.put("gelu", GELU);
        all.put("quick_gelu", swish("(1.702D * x)"));
        all.put("swish", SWISH);
        all.put(
                "hard_swish",
                new Scalar(
                        "CASE WHEN x <= -3D THEN 0D WHEN x >= 3D THEN x ELSE x * ((x + 3D) / 6D) END",
                        "CASE WHEN x <= -3D THEN 0D WHEN x >= 3D THEN 1D ELSE x / 3D + 0.5D END"));
        all.put(
                "mish",
                new Scalar(
                        "CASE WHEN x < -800D THEN 0D ELSE x * tanh(log1p(exp(x))) END",
                        "CASE WHEN x < -800D THEN 0D WHEN x > 40D THEN 1D ELSE tanh(log1p(exp(x))) + x / (1D + exp(-x))"
                                + " * (1D - pow(tanh(log1p(exp(x))), 2D)) END"));
        all.put(
                "softplus",
                new Scalar("greatest(x, 0D) + log1p(exp(-abs(beta * x))) / beta", "1D / (1D + exp(-beta * x))"));
        all.put(
                "squareplus",
                new Scalar(
                        "CASE WHEN x > 1e100 THEN x WHEN x < 0D THEN b / 2D / (sqrt(x * x + b) - x)"
                                + " ELSE (x + sqrt(x * x + b)) / 2D END",
                        "CASE WHEN abs(x) > 1e100 OR b = 0D THEN CASE WHEN x > 0D THEN 1D ELSE 0D END"
                                + " ELSE (1D + x / sqrt(x * x + b)) / 2D END"));
        all.put("identity", new Scalar("x", "1D"));
        all.put("exponential", new Scalar("exp(x)", "exp(x)"));
        all.put(
                "soft_shrink",
                new Scalar(
                        "CASE WHEN x > `lambda` THEN x - `lambda` WHEN x < -`lambda` THEN x + `lambda` ELSE 0D END",
                        "CASE WHEN abs(x) > `lambda` THEN 1D ELSE 0D END"));
        all.put(
                "hard_shrink",
                new Scalar(
                        "CASE WHEN abs(x) > `lambda` THEN x ELSE 0D END",
                        "CASE WHEN abs(x) > `lambda` THEN 1D ELSE 0D END"));
        all.put("tanh_shrink", new Scalar("x - tanh(x)", "tanh(x) * tanh(x)"));
        return all;
    }

    private static Map<String, String> rows() {
        Map<String, String> all = new LinkedHashMap<>();
        String total = "aggregate(e, 0D, (sum, v) -> sum + v)";
        all.put("softmax", softmax("v - m", "array_max(x)", let("t", total, "transform(e, v -> v / t)")));
        all.put("softmin", softmax("m - v", "array_min(x)", let("t", total, "transform(e, v -> v / t)")));
        all.put("log_softmax", softmax("v - m", "array_max(x)", let("t", total, "transform(x, v -> v - m - ln(t))")));
        all.put(
                "sparsemax",
                finite(let(
                        "m",
                        "array_max(x)",
                        let(
                                "t",
                                "aggregate(reverse(array_sort(transform(x, v -> v - m))), "
                                        + "named_struct('k', 0D, 'sum', 0D, 'tau', 0D), (a, z) -> named_struct("
                                        + "'k', a.k + 1D, 'sum', a.sum + z, 'tau', CASE WHEN 1D + (a.k + 1D) * z > a.sum + z "
                                        + "THEN (a.sum + z - 1D) / (a.k + 1D) ELSE a.tau END)).tau",
                                "transform(x, v -> greatest(v - m - t, 0D))"))));
        all.put(
                "hardmax",
                finite(let(
                        "p",
                        "array_position(x, array_max(x))",
                        "transform(x, (v, i) -> CASE WHEN i + 1 = p THEN 1D ELSE 0D END)")));
        all.put("glu", gated(SCALARS.get("sigmoid")));
        all.put("reglu", gated(SCALARS.get("relu")));
        all.put("geglu", gated(GELU));
        all.put("swiglu", gated(swish("x")));
        return all;
    }

    /** {@code result} may use m, and e, the exponentials of {@code exponent} of each v. */
    private static String softmax(String exponent, String m, String result) {
        return let("m", m, let("e", "transform(x, v -> exp(" + exponent + "))", result));
    }

    /** An expression in which a name stands for a value, computed once. */
    private static String let(String name, String value, String result) {
        return "element_at(transform(array(%s), %s -> %s), 1)".formatted(value, name, result);
    }

    /** NaN for every element of a row that has NaN or an infinity. */
    private static String finite(String otherwise) {
        return "CASE WHEN exists(x, v -> isnan(v) OR abs(v) = double('Infinity')) THEN transform(x, v -> double('NaN')) ELSE "
                + otherwise + " END";
    }

    private static String gated(Scalar gate) {
        return "CASE WHEN size(x) % 2 <> 0 THEN CAST(raise_error('a gated linear unit halves its row') AS ARRAY<DOUBLE>) "
                + "ELSE zip_with(slice(x, 1, size(x) div 2), slice(x, size(x) div 2 + 1, size(x) div 2), (a, g) -> a * "
                + "CASE WHEN isnan(g) THEN g ELSE " + gate.value().replaceAll("\\bx\\b", "g") + " END) END";
    }
}
