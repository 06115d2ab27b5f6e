package dev.activations.functions.definition;

/**
 * The logistic gate σ(t) in the forms that activations are made of, for t given as a sum t + low. With
 * E = e^(−|t|) = 2^n·(1 + p) every one is a quotient over d = 1 + E or d²; what rounding takes from E and d is carried
 * along, and 2^n comes last.
 */
final class Gate {

    /** |t| beyond which x·σ(t) is x or 0 for every double x. */
    private static final double SHUT = 1500;

    private Gate() {}

    /** σ(t). */
    static double value(double t) {
        double u = t < -760 ? 760 : t > 760 ? -760 : -t;
        double n = Powers.exponent(u);
        double down = -above0(n);
        double near = clipped(down);
        double y = Powers.power(near) / onePlusPower(n + down, near, Powers.fraction(Powers.rest(u, n)));
        return down < -1000 ? y * Powers.power(down - near) : y;
    }

    /** σ′(t)·2^shift = σ(t)·σ(−t)·2^shift. */
    static double slope(double t, double shift) {
        double a = t > 0 ? -t : t;
        double inside = a < -760 ? -760 : a;
        double n = Powers.exponent(inside);
        double p = Powers.fraction(Powers.rest(inside, n));
        double high = 1 + p;
        double low = p - (high - 1);
        double power = Powers.power(n < -1000 ? -1000 : n);
        double e = high * power;
        double d = 1 + e;
        double dLow = 1 - d + e + low * power;
        double square = d * d;
        double squareLow = Math.fma(d, d, -square) + 2 * d * dLow;
        return Powers.scale(Powers.quotient(high, low, square, squareLow), n + shift);
    }

    /** x·σ(t + low), where x and t have the same sign or opposite ones throughout. */
    static double times(double x, double t, double low) {
        boolean open = Math.abs(t) < SHUT;
        double u = open ? -t : 0;
        double n = Powers.exponent(u);
        double p = Powers.fraction(Powers.rest(u, n) - (open ? low : 0));
        double down = -above0(n);
        double near = clipped(down);
        double y = x / onePlusPower(n + down, near, p) * Powers.power(near);
        double scaled = down < -1000 ? Powers.scale(y, down - near) : y;
        return open ? scaled : t > 0 ? x : t < 0 ? (x < 0 ? -0.0 : 0.0) : t;
    }

    /** The larger of n and 0, without a branch, which would be taken at random. */
    private static double above0(double n) {
        return Math.fma(0.5, Math.abs(n), 0.5 * n);
    }

    /** An exponent of a power of 2 that is far from underflow. */
    private static double clipped(double n) {
        return n < -1000 ? -1000 : n;
    }

    /** 2^near + 2^n·(1 + p), rounded about once, where near and n are at most 0 and one of them is 0. */
    private static double onePlusPower(double n, double near, double p) {
        double power = Powers.power(clipped(n));
        double small = power * Powers.power(near);
        double high = 1 + small;
        return high + Math.fma(power, p, 1 - high + small);
    }

    /**
     * σ(t)·(1 + q·σ(−t)) for t + low and q + qLow of the same sign: the derivative of x·σ(t), where q = x·t′.
     */
    static double timesSlope(double q, double qLow, double t, double low) {
        double a = t > 0 ? -t : t;
        boolean open = a > -SHUT;
        double inside = open ? a : -SHUT;
        double insideLow = open ? t > 0 ? -low : low : 0;
        double n = Powers.exponent(inside);
        double p = Powers.fraction(Powers.rest(inside, n) + insideLow);
        double high = 1 + p;
        double highLow = p - (high - 1);
        double power = Powers.power(n < -1000 ? -1000 : n);
        double e = high * power;
        double eLow = highLow * power;
        double d = 1 + e;
        double dLow = 1 - d + e + eLow;
        boolean negative = t < 0;
        double factor = negative ? 1 : e;
        double product = q * factor;
        double productLow = Math.fma(q, factor, -product) + (negative ? qLow : q * eLow + qLow * e);
        double sum = d + product;
        double back = sum - d;
        double sumLow = d - (sum - back) + (product - back) + dLow + productLow;
        double weighted = sum * high;
        double weightedLow = Math.fma(sum, high, -weighted) + sum * highLow + sumLow * high;
        double square = d * d;
        double squareLow = Math.fma(d, d, -square) + 2 * d * dLow;
        double y = Powers.quotient(negative ? weighted : sum, negative ? weightedLow : sumLow, square, squareLow);
        double scaled = Powers.scaleFar(y, negative ? n : 0);
        return open ? scaled : t > 0 ? 1 : t < 0 ? -0.0 : t;
    }

    /** σ(t) for what is rounded to float. */
    static double roughValue(double t) {
        double e = Powers.roughExp(t > 0 ? -t : t);
        return (t < 0 ? e : 1) / (1 + e);
    }

    /** σ′(t) for what is rounded to float. */
    static double roughSlope(double t) {
        double e = Powers.roughExp(t > 0 ? -t : t);
        double d = 1 + e;
        return e / (d * d);
    }

    /** σ(t)·(1 + q·σ(−t)) for what is rounded to float. */
    static double roughTimesSlope(double q, double t) {
        double e = Powers.roughExp(t > 0 ? -t : t);
        double d = 1 + e;
        double y = (t < 0 ? e * (d + q) : d + q * e) / (d * d);
        return t < -SHUT ? -0.0 : t > SHUT ? 1 : y;
    }
}
