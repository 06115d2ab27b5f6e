package dev.activations.functions.statistics;

/**
 * Floats as ints that lie in the floats' order, −0 just below 0. The JIT compiler turns loops over ints without branches
 * into vector instructions, which it does not do with comparisons of floating-point numbers.
 */
final class FloatKeys {

    private FloatKeys() {}

    /** The key of a float's bits; the other way round too. */
    static int of(int bits) {
        return bits ^ ((bits >> 31) & Integer.MAX_VALUE);
    }

    static float value(int key) {
        return Float.intBitsToFloat(of(key));
    }

    /** The key of the smallest float at or above a number, −0 for 0; above every finite one where there is none, as of NaN. */
    static int atLeast(double number) {
        if (Double.isNaN(number)) {
            return Integer.MAX_VALUE;
        }
        float nearest = (float) number;
        float value = nearest < number ? Math.nextUp(nearest) : nearest;
        return value == 0 ? key(-0f) : key(value);
    }

    /** The key of the largest float at or below a number, 0 for −0; below every finite one where there is none, as of NaN. */
    static int atMost(double number) {
        if (Double.isNaN(number)) {
            return Integer.MIN_VALUE;
        }
        float nearest = (float) number;
        float value = nearest > number ? Math.nextDown(nearest) : nearest;
        return value == 0 ? key(0f) : key(value);
    }

    private static int key(float value) {
        return of(Float.floatToRawIntBits(value));
    }

    /** The keys of {@code floats[offset .. offset + length)}. */
    static void of(float[] floats, int offset, int[] keys, int length) {
        for (int i = 0; i < length; i++) {
            keys[i] = Float.floatToRawIntBits(floats[offset + i]);
        }
        for (int i = 0; i < length; i++) {
            keys[i] = of(keys[i]);
        }
    }

    /** The sign bit is set where {@code a < b}; the difference alone could overflow (Hacker's Delight, 2-12). */
    static int below(int a, int b) {
        return (a & ~b) | (~(a ^ b) & (a - b));
    }

    /** How many of them are 0 or −0. */
    static int zeros(int[] keys, int length) {
        int zeros = 0;
        for (int i = 0; i < length; i++) {
            int magnitude = keys[i] ^ (keys[i] >> 31);
            zeros += (magnitude - 1) >>> 31;
        }
        return zeros;
    }
}
