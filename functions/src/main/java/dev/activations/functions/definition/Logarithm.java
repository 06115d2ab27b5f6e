package dev.activations.functions.definition;

/** ln(1 + s) for sums s that are 0 or more, within 1 ULP or so. */
final class Logarithm {

    private static final int BIAS = 1023;
    private static final int FRACTION_BITS = 52;
    private static final long FRACTION = (1L << FRACTION_BITS) - 1;
    private static final long ONE = (long) BIAS << FRACTION_BITS;

    /** ln 2 with trailing zeros, so that an exponent times it is exact; and what is left of ln 2. */
    private static final double LN_2_HIGH = 0.6931471803691238;

    private static final double LN_2_LOW = 1.9082149292705877e-10;

    private Logarithm() {}

    /**
     * ln(1 + s) for s at least −½; NaN for NaN and less, Infinity for Infinity. With 1 + s = 2^k·m, as k·ln 2 + ln m; what
     * rounding takes from 1 + s is put back.
     */
    static double onePlus(double s) {
        double sum = 1 + s;
        if (!(s >= -0.5 && sum <= Double.MAX_VALUE)) {
            return s > 0 ? s : Double.NaN;
        }
        long bits = Double.doubleToRawLongBits(sum);
        int k = (int) (bits >>> FRACTION_BITS) - BIAS;
        double lost = s > 1 ? 1 - (sum - s) : s - (sum - 1);
        if (k == 0) {
            return Log1pExp.ofOnePlus(s);
        }
        double m = Double.longBitsToDouble(bits & FRACTION | ONE);
        return k * LN_2_HIGH + (Log1pExp.ofOnePlus(m - 1) + (k * LN_2_LOW + lost / sum));
    }
}
