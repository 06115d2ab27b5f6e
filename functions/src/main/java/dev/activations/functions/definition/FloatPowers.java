package dev.activations.functions.definition;

/**
 * The parts of e^x = 2^n·(1 + p) in floats alone, for functions that are fast that way: a vector holds twice as many floats
 * as doubles, but every rounding shows, so the sums are arranged for few of them. {@link Powers} has them in doubles.
 */
final class FloatPowers {

    /** Adding this to a number below 2^22 rounds it to an integer, which stands in the low bits of the sum. */
    private static final float MAGIC = 0x1.8p23f;

    /** As {@link #MAGIC}, with the bias of a float's exponent in the low bits. */
    static final float BIASED_MAGIC = MAGIC + 127;

    private static final float LOG2_E = 1.442695f;

    /** ln 2 with trailing zeros, so that n times it is exact for |n| up to 512; and what is left of ln 2. */
    private static final float LN_2_HIGH = 0x1.62e4p-1f;

    private static final float LN_2_LOW = 1.4286068e-06f;

    /** expm1(r) = r + r²·Q(r) for |r| up to ½ ln 2, to 2^-26 of itself and 2^-28 of e^r; coefficients.py. */
    private static final float[] Q = {0.49999997f, 0.16666546f, 0.041667435f, 0.008366262f, 0.0013870656f};

    private static final float LN_2 = 0.6931472f;

    /** 2^r − 1 = r·ln 2 + r²·B(r) for |r| up to ½, to 2^-28 of 2^r; coefficients.py. */
    private static final float[] B = {0.24022648f, 0.055503625f, 0.009618511f, 0.0013390045f, 0.00015324046f};

    private FloatPowers() {}

    /** The float next to a parameter, or the largest float. */
    static float high(double parameter) {
        return parameter > Float.MAX_VALUE
                ? Float.MAX_VALUE
                : parameter < -Float.MAX_VALUE ? -Float.MAX_VALUE : (float) parameter;
    }

    /** What {@link #high} leaves of a parameter that a float can hold. */
    static float low(double parameter) {
        return parameter > Float.MAX_VALUE || parameter < -Float.MAX_VALUE ? 0 : (float) (parameter - high(parameter));
    }

    /** The largest float that is not above a parameter: no float lies between the two. */
    static float atMost(double parameter) {
        float near = high(parameter);
        return near > parameter ? Math.nextDown(near) : near;
    }

    /** The smallest float that is not below a parameter. */
    static float atLeast(double parameter) {
        return -atMost(-parameter);
    }

    /** y times a parameter. */
    static float times(float y, double parameter) {
        return Math.fma(high(parameter), y, low(parameter) * y);
    }

    /** The integer nearest to x, for |x| below 2^22. */
    static float nearest(float x) {
        return x + MAGIC - MAGIC;
    }

    /** The integer nearest to x·log2 e, for |x| below 10^6. */
    static float exponent(float x) {
        return Math.fma(x, LOG2_E, MAGIC) - MAGIC;
    }

    /** x − n·ln 2, at most ½ ln 2 in size. */
    static float rest(float x, float n) {
        return Math.fma(-n, LN_2_LOW, Math.fma(-n, LN_2_HIGH, x));
    }

    /** e^r − 1 for |r| up to ½ ln 2, rounded about twice. */
    static float fraction(float r) {
        return Math.fma(r * r, Horner.sum(r, Q), r);
    }

    /** e^(x + low)/2^n − 1 for n = exponent(x) and low small beside 1: the high part of the rest is added last, rounded once. */
    static float fraction(float x, float low, float n) {
        float high = Math.fma(-n, LN_2_HIGH, x);
        float rest = Math.fma(-n, LN_2_LOW, low);
        float r = high + rest;
        return high + Math.fma(r * r, Horner.sum(r, Q), rest);
    }

    /** 2^(b + low)/2^n − 1 for n = nearest(b) and low small beside 1. */
    static float binaryFraction(float b, float low, float n) {
        float high = b - n;
        float r = high + low;
        return Math.fma(high, LN_2, Math.fma(r * r, Horner.sum(r, B), low * LN_2));
    }

    /** 2^n for an integer n from −126 to 127. */
    static float power(float n) {
        return power(n, BIASED_MAGIC);
    }

    /** 2^(n + shift) for bias = {@link #BIASED_MAGIC} + shift. */
    static float power(float n, float bias) {
        return Float.intBitsToFloat(Float.floatToRawIntBits(n + bias) << 23);
    }

    /** e^x for every float. 2^n goes in two factors, so that neither leaves the range of floats. */
    static float exp(float x) {
        float inside = x < -110 ? -110 : x > 89 ? 89 : x;
        float n = exponent(inside);
        float power = power(n, x < 0 ? BIASED_MAGIC + 64 : BIASED_MAGIC - 2);
        return Math.fma(fraction(rest(inside, n)), power, power) * (x < 0 ? 0x1p-64f : 4);
    }

    /** e^x for x up to 0, and for NaN; 1 exactly at 0. */
    static float expAtMostZero(float x) {
        float inside = x < -110 ? -110 : x;
        float n = exponent(inside);
        float power = power(n, BIASED_MAGIC + 64);
        return Math.fma(fraction(rest(inside, n)), power, power) * 0x1p-64f;
    }

    /** e^x − 1 for x up to 0. */
    static float expm1BelowZero(float x) {
        float inside = x < -30 ? -30 : x;
        float n = exponent(inside);
        float power = power(n);
        return Math.fma(power, fraction(inside, 0, n), power - 1);
    }
}
