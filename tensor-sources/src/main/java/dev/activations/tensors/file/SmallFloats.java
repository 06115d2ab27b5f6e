package dev.activations.tensors.file;

/** Floats of 16 and 8 bits as floats of 32, which hold them all exactly. */
public final class SmallFloats {

    private static final int SIGN = 0x8000;
    private static final int HALF_EXPONENT = 0x7c00;

    /** Every number of E4M3 and of E5M2, by its bits. */
    static final float[] E4M3 = new float[1 << Byte.SIZE];

    static final float[] E5M2 = new float[1 << Byte.SIZE];

    static {
        for (int bits = 0; bits < E4M3.length; bits++) {
            E4M3[bits] = e4m3((byte) bits);
            E5M2[bits] = half((short) (bits << Byte.SIZE)); // the upper half of a half float
        }
    }

    private SmallFloats() {}

    /** IEEE 754 binary16. The payload of a NaN is kept. */
    public static float half(short bits) {
        int magnitude = (bits & 0x7fff) << 13;
        int sign = (bits & SIGN) << 16;
        if ((bits & HALF_EXPONENT) == HALF_EXPONENT) {
            return Float.intBitsToFloat(sign | 0x7f800000 | magnitude);
        }
        // The exponents' biases differ by 112; the product is exact for subnormal numbers too.
        return Float.intBitsToFloat(sign | Float.floatToRawIntBits(Float.intBitsToFloat(magnitude) * 0x1p112f));
    }

    /** E4M3 of "FP8 Formats for Deep Learning" (arXiv:2209.05433): no infinity, one NaN of each sign. */
    private static float e4m3(byte bits) {
        int exponent = bits >> 3 & 0xf;
        int mantissa = bits & 7;
        float sign = bits < 0 ? -1 : 1;
        if (exponent == 0xf && mantissa == 7) {
            return Float.NaN;
        }
        return sign * (exponent == 0 ? Math.scalb((float) mantissa, -9) : Math.scalb(8f + mantissa, exponent - 10));
    }
}
