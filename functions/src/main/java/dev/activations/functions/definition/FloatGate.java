package dev.activations.functions.definition;

/**
 * The logistic gate in floats alone, x·σ(t) = x·c/(c + c·E) with E = e^(−t) = 2^n·(1 + p). c is a power of two that keeps
 * c·E finite where σ(t) is tiny, so that the division rounds subnormal results too, and the only other roundings are those of p and
 * of the one sum c·2^n·p + (c·2^n + c). {@link Gate} has the gate in doubles.
 */
final class FloatGate {

    /** −t up to which x·σ(t) is not 0 for a float x of the size of t. */
    private static final float SHUT = 110;

    /** t from which σ(t) is 1 in floats. */
    private static final float OPEN = 60;

    /** −t above which E is computed as 2^-32·E. */
    private static final float DEEP = 64;

    private static final float DEEP_SCALE = 0x1p-32f;
    private static final float DEEP_BIAS = FloatPowers.BIASED_MAGIC - 32;

    private FloatGate() {}

    /** σ(t). */
    static float value(float t) {
        float inside = t < -SHUT ? SHUT : t > OPEN ? -OPEN : -t;
        float n = FloatPowers.exponent(inside);
        float p = FloatPowers.fraction(inside, 0, n);
        float power = FloatPowers.power(n, DEEP_BIAS);
        return scaledQuotient(DEEP_SCALE, p, power, DEEP_SCALE);
    }

    /** x·σ(t + low) for x and t of the same sign, or of opposite ones throughout; floor is what it falls to. */
    static float times(float x, float t, float low, float floor) {
        boolean shut = t < -SHUT;
        boolean open = t > OPEN;
        float inside = shut ? SHUT : open ? -OPEN : -t;
        float n = FloatPowers.exponent(inside);
        float p = FloatPowers.fraction(inside, -low, n);
        float y = quotient(x, n, p, t < -DEEP);
        return shut ? floor : open ? x : y;
    }

    /** x·σ(t + low) for t + low given as (b + bLow)/log2 e, so in powers of 2. */
    static float timesBinary(float x, float b, float bLow, float floor) {
        boolean shut = b < -158;
        boolean open = b > 90;
        float inside = shut ? 158 : open ? -90 : -b;
        float n = FloatPowers.nearest(inside);
        float p = FloatPowers.binaryFraction(inside, -bLow, n);
        float y = quotient(x, n, p, b < -90);
        return shut ? floor : open ? x : y;
    }

    /** x/(1 + 2^n·(1 + p)). */
    private static float quotient(float x, float n, float p, boolean deep) {
        float power = FloatPowers.power(n, deep ? DEEP_BIAS : FloatPowers.BIASED_MAGIC);
        float scale = deep ? DEEP_SCALE : 1;
        return scaledQuotient(x * scale, p, power, scale);
    }

    /** a/(scale + (1 + p)·power), with what rounding takes from scale + power put back before the one that counts. */
    private static float scaledQuotient(float a, float p, float power, float scale) {
        float sum = power + scale;
        float lost = scale - (sum - power);
        return a / (sum + Math.fma(p, power, lost));
    }
}
