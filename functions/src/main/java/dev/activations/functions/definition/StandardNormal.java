package dev.activations.functions.definition;

/** The standard normal distribution: the share of values below a bound, and the density. */
final class StandardNormal {

    /** 1/√(2π). */
    private static final double PEAK = 0.3989422804014327;

    /** Above this distance from 0 the share is 0 or 1 to the last bit of double. */
    private static final double FAR = 38.6;

    /** Where Φ(−t) = e^(−t²/2)·R(t) has its series: (t + 5)·R(t) in powers of (t − 5)/(t + 5); coefficients.py. */
    private static final double CENTRE = 5;

    private static final double[] SERIES = {
        0.769193049750063,
        -0.6653825028900568,
        0.495305615969976,
        -0.3135331566712881,
        0.16502036617040983,
        -0.06911863870685579,
        0.020795066799200485,
        -0.0029933767622323353,
        -0.0007978693886321235,
        0.0005448989960971598,
        -5.9375811494585084e-05,
        -4.976247516686963e-05,
        1.6681654735816092e-05,
        3.979875146352331e-06,
        -2.7707520210893634e-06,
        -3.347456433999717e-07,
        4.3632213903968043e-07,
        4.0453499469914684e-08,
        -7.012796329386927e-08,
        -8.83395147619223e-09,
        1.0732670653455705e-08,
        2.380938735908965e-09,
        -1.1003514880321343e-09,
        -4.215048810150002e-10,
        -1.9750205117389054e-11
    };

    private StandardNormal() {}

    /** Φ(x): the share of values below x. */
    static double below(double x) {
        double t = Math.min(Math.abs(x), FAR);
        double tail = exponential(t) * series(t);
        return x > 0 ? 1 - tail : tail;
    }

    /** Φ(high) − Φ(low), for low below high. */
    static double between(double low, double high) {
        return low > 0 ? below(-low) - below(-high) : below(high) - below(low);
    }

    /**
     * The mean of e^(kz) over the negative half of the distribution, counting 0 for the other half: e^(k²/2)·Φ(−k).
     * Infinite for k below about −37.
     */
    static double meanExponentialBelowZero(double k) {
        if (k > FAR) {
            double z = 1 / (k * k);
            return PEAK / k * (1 - z * (1 - z * (3 - z * 15)));
        }
        return k < 0 ? Math.exp(k * k / 2) * below(-k) : series(k);
    }

    /** The density at x: e^(−x²/2)/√(2π). */
    static double density(double x) {
        return PEAK * exponential(Math.min(Math.abs(x), FAR));
    }

    /** R(t) for t of at least 0. */
    private static double series(double t) {
        double u = (t - CENTRE) / (t + CENTRE);
        double sum = 0;
        for (int i = SERIES.length - 1; i >= 0; i--) {
            sum = Math.fma(sum, u, SERIES[i]);
        }
        return sum / (t + CENTRE);
    }

    /** e^(−t²/2), with what rounding takes from t² put back. */
    private static double exponential(double t) {
        double square = t * t;
        return Math.exp(-square / 2) * (1 - Math.fma(t, t, -square) / 2);
    }
}
