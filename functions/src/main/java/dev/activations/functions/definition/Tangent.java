package dev.activations.functions.definition;

/** The hyperbolic tangent and x − tanh x: a series near 0, (1 − E)/(1 + E) with E = e^(−2|x|) further out. */
final class Tangent {

    /** |x| up to which the series is used. */
    private static final double NEAR = 0.625;

    /** |x| beyond which tanh x is ±1 to the last bit, and a little more. */
    private static final double FLAT = 40;

    /** tanh x = x + x·z·T(z) with z = x², to 2^-56; coefficients.py. */
    private static final double[] T = {
        -0.3333333333333333,
        0.13333333333333322,
        -0.0539682539682359,
        0.021869488535133222,
        -0.008863235499801992,
        0.003592127507599252,
        -0.0014558283998303246,
        0.0005899818158388232,
        -0.00023888944636751174,
        9.604109157026265e-05,
        -3.708106921544234e-05,
        1.2209921790162781e-05,
        -2.438831631472088e-06
    };

    private static final double THIRD = 0.3333333333333333;
    private static final double THIRD_LOW = 1.850371707708594e-17;

    /** x − tanh x = x·z·(⅓ − z·U(z)), to 2^-56 of that; coefficients.py. */
    private static final double[] U = {
        0.13333333333333333,
        -0.053968253968253915,
        0.02186948853614788,
        -0.008863235529488003,
        0.003592128024373328,
        -0.0014558341726665436,
        0.0005900250144163147,
        -0.00023911062308426843,
        9.681824583776852e-05,
        -3.8923988303692045e-05,
        1.5028391294478187e-05,
        -4.9484949118364145e-06,
        9.88421230420412e-07
    };

    /** As {@link #T}, to 2^-35. */
    private static final double[] ROUGH_T = {
        -0.33333333327413533,
        0.13333331845774746,
        -0.05396763961812256,
        0.021859895734510717,
        -0.008791004381894814,
        0.00330624742465352,
        -0.0008622168218754267
    };

    /** As {@link #T}, to 2^-27. */
    private static final float[] FLOAT_T = {-0.33333284f, 0.13331486f, -0.053743172f, 0.020649709f, -0.005716203f};

    private Tangent() {}

    /** tanh x; odd to the bit. */
    static double value(double x) {
        double size = Math.abs(x);
        double z = x * x;
        double far = 1 - loss(size);
        return x == 0 ? x : size < NEAR ? Math.fma(x * z, Horner.sum(z, T), x) : x < 0 ? -far : far;
    }

    /** tanh x in floats alone; odd to the bit. */
    static float value(float x) {
        float size = Math.abs(x);
        float z = x * x;
        float twice = size > 10 ? 20 : 2 * size;
        float n = FloatPowers.exponent(twice);
        float power = FloatPowers.power(n);
        float far = 1 - 2 / Math.fma(FloatPowers.fraction(twice, 0, n), power, power + 1);
        float near = Math.fma(x * z, Horner.sum(z, FLOAT_T), x);
        return x == 0 ? x : size < (float) NEAR ? near : x < 0 ? -far : far;
    }

    /** x − tanh x, as (|x| − 1) + (1 − tanh |x|) with what rounding takes from either part put back. */
    static double shrunk(double x) {
        double size = Math.abs(x);
        double z = x * x;
        double loss = loss(size);
        double difference = size - 1;
        double sum = difference + loss;
        double back = sum - difference;
        double far = sum + (difference - (sum - back) + (loss - back) + lossLow(size, loss));
        double out = size > FLAT ? difference : far;
        double cube = x * z;
        double cubeLow = Math.fma(x, z, -cube) + x * Math.fma(x, x, -z);
        double rest = z * Horner.sum(z, U);
        double series = THIRD - rest;
        double seriesLow = THIRD - series - rest + THIRD_LOW;
        double near = Math.fma(cube, series, Math.fma(cubeLow, series, cube * seriesLow));
        return size < NEAR ? near : x < 0 ? -out : out;
    }

    /** tanh² x, from tanh |x| as |x| + |x|·z·T(z) or 1 − (1 − tanh |x|), in either case with what rounding takes. */
    static double square(double x) {
        double size = Math.abs(x);
        double z = x * x;
        double loss = loss(size);
        double first = size < NEAR ? size : 1;
        double second = size < NEAR ? size * z * Horner.sum(z, T) : -loss;
        double secondLow = size < NEAR ? 0 : -lossLow(size, loss);
        double tanh = first + second;
        double tanhLow = first - tanh + second + secondLow;
        double square = tanh * tanh;
        return Double.isNaN(x) ? x : square + Math.fma(2 * tanh, tanhLow, Math.fma(tanh, tanh, -square));
    }

    /** 1 − tanh(size) = 2E/(1 + E), for size of at least {@link #NEAR}. */
    private static double loss(double size) {
        double e = Powers.exp(-2 * size);
        return 2 * e / (1 + e);
    }

    /** What rounding took from {@link #loss}. */
    private static double lossLow(double size, double loss) {
        double a = -2 * (size > FLAT ? FLAT : size);
        double n = Powers.exponent(a);
        double p = Powers.fraction(Powers.rest(a, n));
        double high = 1 + p;
        double e = high * Powers.power(n);
        double eLow = (p - (high - 1)) * Powers.power(n);
        double d = 1 + e;
        double dLow = 1 - d + e + eLow;
        return (Math.fma(-loss, d, 2 * e) + (2 * eLow - loss * dLow)) / d;
    }

    /** tanh x for what is rounded to float. */
    static double roughValue(double x) {
        double size = Math.abs(x);
        double z = x * x;
        double e = Powers.roughExp(-2 * size);
        double far = (1 - e) / (1 + e);
        return x == 0 ? x : size < NEAR ? Math.fma(x * z, Horner.sum(z, ROUGH_T), x) : x < 0 ? -far : far;
    }

    /** x − tanh x for what is rounded to float. */
    static double roughShrunk(double x) {
        double size = Math.abs(x);
        double z = x * x;
        double far = size - roughValue(size);
        return size < NEAR ? -(x * (z * Horner.sum(z, ROUGH_T))) : x < 0 ? -far : far;
    }
}
