package dev.activations.functions.definition;

/** The standard normal distribution: Φ, the share of values below a bound, and e^(t²/2)·Φ(−t) by a series. */
final class StandardNormal {

    /** The density at 0, 1/√(2π), as the sum of two doubles. */
    static final double PEAK = 0.3989422804014327;

    static final double PEAK_LOW = -2.49232720227773e-17;

    /** |x| from which the tail, times x, is below every double. */
    static final double FAR = 39;

    /** |x| from which the tail, times x, is below every float. */
    static final double ROUGH_FAR = 15;

    /** Where e^(t²/2)·Φ(−t)·(t + CENTRE) is a polynomial in u = (t − CENTRE)/(t + CENTRE). */
    private static final double CENTRE = 5;

    /** That polynomial, to 2^-55 for t from 0 to 40; coefficients.py. */
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

    private static final double ROUGH_CENTRE = 4;

    /** R(t)·(t + 3) as a polynomial in 1/(t + 3), to 2^-24: its coefficients of even powers, and those of odd ones; coefficients.py. */
    private static final double[] COARSE_EVEN = {
        0.3988702518772961, 3.042327623404059, -12.322967119213171, -585.3100749251704, -440.4708897622128
    };

    private static final double[] COARSE_ODD = {
        1.2018675816057085, 9.625843952387442, 156.68831040764897, 838.3096654583859
    };

    /** As {@link #SERIES}, about {@link #ROUGH_CENTRE}, to 2^-28 for t from 0 to 15. */
    private static final double[] ROUGH_SERIES = {
        0.7552851306230107,
        -0.6078966590908522,
        0.3871373679985599,
        -0.18652128140252128,
        0.06039753308782922,
        -0.00754526826571505,
        -0.003489317276115056,
        0.001645219297359636,
        0.00017105461158686258,
        -0.0002317986783423407,
        -5.1556593298561416e-05
    };

    private StandardNormal() {}

    /** Φ(x): the share of values below x. */
    static double below(double x) {
        double t = Math.min(Math.abs(x), FAR);
        double square = t * t;
        double tail = Powers.exp(-0.5 * square, -0.5 * Math.fma(t, t, -square)) * ratio(t, series(t));
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
        return k < 0 ? Math.exp(k * k / 2) * below(-k) : ratio(k, series(k));
    }

    /** (t + CENTRE)·R(t), where R(t) = e^(t²/2)·Φ(−t), for t from 0 to {@link #FAR}. */
    static double series(double t) {
        return Horner.sum((t - CENTRE) / (t + CENTRE), SERIES);
    }

    /**
     * R(t) from the series' value there, with what the rounding of its argument took put back: by R′ = t·R − φ(0), as
     * another argument is another t.
     */
    static double ratio(double t, double series) {
        double sum = t + CENTRE;
        double sumLow = t > CENTRE ? CENTRE - (sum - t) : t - (sum - CENTRE);
        double difference = t - CENTRE;
        double back = difference - t;
        double differenceLow = t - (difference - back) - (CENTRE + back);
        double u = difference / sum;
        double uLow = (Math.fma(-u, sum, difference) + differenceLow - u * sumLow) / sum;
        double plain = series / sum;
        double slope = plain + sum * (t * plain - PEAK);
        return Powers.quotient(series, uLow * (sum * sum) / (2 * CENTRE) * slope, sum, sumLow);
    }

    /**
     * R(t) to 2^-24 for t from 0 to {@link #ROUGH_FAR}: a polynomial in 1/(t + 3), its even and its odd powers apart because a
     * processor then waits less.
     */
    static double coarseRatio(double t) {
        double reciprocal = 1 / (t + 3);
        double square = reciprocal * reciprocal;
        double sum = Math.fma(reciprocal, Horner.sum(square, COARSE_ODD), Horner.sum(square, COARSE_EVEN));
        return reciprocal * sum;
    }

    /** R(t) for what is rounded to float, for t from 0 to {@link #ROUGH_FAR}. */
    static double roughRatio(double t) {
        double sum = t + ROUGH_CENTRE;
        return Horner.sum((t - ROUGH_CENTRE) / sum, ROUGH_SERIES) / sum;
    }
}
