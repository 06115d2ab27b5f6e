package dev.activations.functions.definition;

/**
 * The parts of e^x = 2^n·(1 + p) that formulas are put together from: n = {@link #exponent}, p = {@link #fraction} of
 * r = {@link #rest}, and {@link #scale} at the end, so that nothing is lost where results are subnormal.
 */
final class Powers {

    /** Adding this to a number below 2^51 rounds it to an integer, which stands in the low bits of the sum. */
    private static final double MAGIC = 0x1.8p52;

    /** As {@link #MAGIC}, with the bias of a double's exponent in the low bits. */
    private static final double BIASED_MAGIC = MAGIC + 1023;

    private static final double LOG2_E = 1.4426950408889634;

    /** ln 2 with trailing zeros, so that n times it is exact; and what is left of ln 2. */
    private static final double LN_2_HIGH = 0.6931471803691238;

    private static final double LN_2_LOW = 1.9082149292705877e-10;

    /** expm1(r) = r + r²·Q(r) for |r| up to ½ ln 2, to 2^-54 of the result; coefficients.py. */
    private static final double[] Q = {
        0.5000000000000001,
        0.16666666666666669,
        0.04166666666662413,
        0.008333333333330062,
        0.0013888888917213717,
        0.00019841269863053618,
        2.4801521295954376e-05,
        2.7557268459997064e-06,
        2.7620088445409746e-07,
        2.510038549551032e-08
    };

    /** As {@link #Q}, to 2^-31: enough for what is rounded to float. */
    private static final double[] ROUGH_Q = {
        0.500000001346581,
        0.16666666681623232,
        0.041666464925285904,
        0.0083333109254809,
        0.0013933649996309251,
        0.00019890990824673654
    };

    /** 2^r for |r| up to ½, to 2^-28. */
    private static final double[] ROUGH_B = {
        1.0000000005560996,
        0.6931472057964794,
        0.24022646880292203,
        0.05550328647510268,
        0.009618489664843247,
        0.001339998375052409,
        0.0001534573017784295
    };

    private Powers() {}

    /** The integer nearest to x·log2 e, for |x| below 10^6. */
    static double exponent(double x) {
        return Math.fma(x, LOG2_E, MAGIC) - MAGIC;
    }

    /** x − n·ln 2, at most ½ ln 2 in size. */
    static double rest(double x, double n) {
        return Math.fma(-n, LN_2_LOW, Math.fma(-n, LN_2_HIGH, x));
    }

    /** e^r − 1 for |r| up to ½ ln 2. */
    static double fraction(double r) {
        return Math.fma(r * r, Horner.sum(r, Q), r);
    }

    /** As {@link #fraction}, to 2^-31 of the result. */
    static double roughFraction(double r) {
        return Math.fma(r * r, Horner.sum(r, ROUGH_Q), r);
    }

    /** 2^n for an integer n from −1022 to 1023. */
    static double power(double n) {
        return Double.longBitsToDouble(Double.doubleToRawLongBits(n + BIASED_MAGIC) << 52);
    }

    /** y·2^n for an integer n from −2044 to 2046, rounded once. */
    static double scale(double y, double n) {
        double half = Math.fma(n, 0.5, MAGIC) - MAGIC;
        return y * power(half) * power(n - half);
    }

    /** y·2^n for an integer n from −4088 to 4092, rounded once where y is near 1. */
    static double scaleFar(double y, double n) {
        double half = Math.fma(n, 0.5, MAGIC) - MAGIC;
        return scale(scale(y, half), n - half);
    }

    /** e^x for every double. */
    static double exp(double x) {
        return exp(x, 0);
    }

    /** e^(x + low), where low is small beside x. */
    static double exp(double x, double low) {
        double inside = x < -760 ? -760 : x > 720 ? 720 : x;
        double n = exponent(inside);
        return scale(1 + fraction(rest(inside, n) + low), n);
    }

    /** e^x for x up to 0, and for NaN; 1 exactly at 0. */
    static double expAtMostZero(double x) {
        double inside = x < -760 ? -760 : x;
        double n = exponent(inside);
        double power = power(n + 512);
        return Math.fma(fraction(rest(inside, n)), power, power) * 0x1p-512;
    }

    /** e^x to 2^-31 of the result for x from −300 to 200; beyond, e^−300 or e^200, both out of float's range. */
    static double roughExp(double x) {
        double inside = x < -300 ? -300 : x > 200 ? 200 : x;
        double n = exponent(inside);
        return Math.fma(roughFraction(rest(inside, n)), power(n), power(n));
    }

    /** 2^b to 2^-28 of the result for |b| below 1000. */
    static double roughPowerOfTwo(double b) {
        double n = b + MAGIC - MAGIC;
        return Horner.sum(b - n, ROUGH_B) * power(n);
    }

    /** e^(x + low) − 1 for x up to 0, where low is small beside x. */
    static double expm1BelowZero(double x, double low) {
        double inside = x < -60 ? -60 : x;
        double n = exponent(inside);
        double p = fraction(rest(inside, n) + low);
        return Math.fma(power(n), p, power(n) - 1);
    }

    /** As {@link #expm1BelowZero}, to 2^-30 of the result. */
    static double roughExpm1BelowZero(double x) {
        double inside = x < -60 ? -60 : x;
        double n = exponent(inside);
        return Math.fma(power(n), roughFraction(rest(inside, n)), power(n) - 1);
    }

    /**
     * (a + aLow)/(b + bLow), rounded about once, where the low parts are small beside the high ones. Divides once.
     */
    static double quotient(double a, double aLow, double b, double bLow) {
        double reciprocal = 1 / b;
        double y = a * reciprocal;
        return Math.fma(reciprocal, Math.fma(-y, b, a) + (aLow - y * bLow), y);
    }
}
