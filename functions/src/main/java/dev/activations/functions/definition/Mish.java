package dev.activations.functions.definition;

import dev.activations.functions.behaviour.Behaviour;
import dev.activations.functions.kernel.Elementwise;

/** Mish: x·tanh(softplus(x)). Misra 2019. */
public record Mish() implements Elementwise {

    /** Where the derivative's low tail begins: f′(z) = −0.05·max f′. */
    private static final double TAIL = -3.981251494912804;

    /** |x| beyond which the value is x or 0 for every double. */
    private static final double SHUT = 760;

    private static final double MINIMUM = -0.3088434130172504;

    /**
     * Written without tanh and log: x·(1 + 2E)/(1 + 2E + 2E²) above 0 and x·E(2 + E)/(2 + 2E + E²) below, with E = e^(−|x|)
     * = 2^n·(1 + p); what rounding takes from each sum is carried along, and 2^n comes last.
     */
    @Override
    public double value(double x) {
        boolean negative = x < 0;
        double size = Math.abs(x);
        boolean open = size < SHUT;
        double inside = open ? -size : -SHUT;
        double n = Powers.exponent(inside);
        double p = Powers.fraction(Powers.rest(inside, n));
        double high = 1 + p;
        double low = p - (high - 1);
        double power = Powers.power(n < -1000 ? -1000 : n);
        double e = high * power;
        double first = negative ? 2 : 1;
        double weighted = negative ? e : 2 * e;
        double sum = first + weighted;
        double sumLow = first - sum + weighted + (negative ? 1 : 2) * low * power;
        double d = denominator(first, weighted, e);
        double dLow = denominatorLow(first, weighted, e, low * power, d);
        double factor = negative ? high : 1;
        double product = sum * factor;
        double productLow = Math.fma(sum, factor, -product) + (negative ? sum * low + sumLow * high : sumLow);
        double ratio = product * x;
        double ratioLow = Math.fma(product, x, -ratio) + productLow * x;
        double y = Powers.scale(Powers.quotient(ratio, ratioLow, d, dLow), negative ? n : 0);
        return x == 0 ? x : open ? y : x > 0 ? x : negative ? -0.0 : x;
    }

    /**
     * E·(4(x + 1) + 4E² + E³ + E(4x + 6))/(2 + 2E + E²)² below 0, and the same divided by e⁴ˣ above:
     * (1 + 4E + E²(4x + 6) + 4E³(x + 1))/(1 + 2E + 2E²)².
     */
    @Override
    public double derivative(double x) {
        boolean negative = x < 0;
        double size = Math.abs(x);
        boolean open = size < SHUT;
        double inside = open ? -size : -SHUT;
        double n = Powers.exponent(inside);
        double p = Powers.fraction(Powers.rest(inside, n));
        double high = 1 + p;
        double low = p - (high - 1);
        double power = Powers.power(n < -1000 ? -1000 : n);
        double e = high * power;
        double within = open ? x : 0;
        double wide = 4 * within;
        double end = wide + 4;
        double start = wide + 6;
        double steep = e * (4 + e);
        double middle = start + steep;
        double middleLow = lost(start, steep, middle) + lost(wide, 6, start);
        double term = e * middle;
        double termLow = Math.fma(e, middle, -term) + e * middleLow;
        double below = term + end;
        double belowLow =
                lost(term, end, below) + termLow + lost(wide, 4, end) + (start + e * (8 + 3 * e)) * low * power;
        double factor = 4 + e * Math.fma(4, within, 6 + 4 * e * (within + 1));
        double above = Math.fma(e, factor, 1);
        double aboveLow = Math.fma(e, factor, 1 - above)
                + (4 + e * (Math.fma(8, within, 12) + 12 * e * (within + 1))) * low * power;
        double product = negative ? below * high : above;
        double productLow = negative ? Math.fma(below, high, -product) + below * low + belowLow * high : aboveLow;
        double first = negative ? 2 : 1;
        double weighted = negative ? e : 2 * e;
        double d = denominator(first, weighted, e);
        double dLow = denominatorLow(first, weighted, e, low * power, d);
        double square = d * d;
        double squareLow = Math.fma(d, d, -square) + 2 * d * dLow;
        double y = Powers.scale(Powers.quotient(product, productLow, square, squareLow), negative ? n : 0);
        return open ? y : x > 0 ? 1 : negative ? -0.0 : x;
    }

    /** What rounding took from the sum a + b. */
    private static double lost(double a, double b, double sum) {
        double back = sum - a;
        return a - (sum - back) + (b - back);
    }

    /** first + 2e + weighted·e. */
    private static double denominator(double first, double weighted, double e) {
        return first + 2 * e + weighted * e;
    }

    /** What rounding took from the {@link #denominator} d, and what e lacks. */
    private static double denominatorLow(double first, double weighted, double e, double eLow, double d) {
        double start = first + 2 * e;
        double square = weighted * e;
        double startLow = first - start + 2 * e;
        return start - d + square + startLow + Math.fma(weighted, e, -square) + 2 * (1 + weighted) * eLow;
    }

    @Override
    public double roughValue(double x) {
        double e = Powers.roughExp(-Math.abs(x));
        double n = x < 0 ? e * (e + 2) : 1 + 2 * e;
        double d = x < 0 ? n + 2 : n + 2 * e * e;
        double y = x * n / d;
        return x > SHUT ? x : x < -SHUT ? -0.0 : y;
    }

    @Override
    public double roughDerivative(double x) {
        double e = Powers.roughExp(-Math.abs(x));
        double below = e * (4 * x + 4 + e * (4 * x + 6 + e * (4 + e)));
        double above = 1 + e * (4 + e * (4 * x + 6 + 4 * e * (x + 1)));
        double d = x < 0 ? 2 + e * (2 + e) : 1 + 2 * e * (1 + e);
        double y = (x < 0 ? below : above) / (d * d);
        return x > SHUT ? 1 : x < -SHUT ? -0.0 : y;
    }

    @Override
    public Behaviour behaviour() {
        return Behaviour.of(this)
                .lowTail(TAIL, Double.NaN)
                .outputs(MINIMUM, Double.POSITIVE_INFINITY)
                .expecting(0.5637475572883807);
    }
}
