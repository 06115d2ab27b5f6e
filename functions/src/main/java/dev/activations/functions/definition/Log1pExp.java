package dev.activations.functions.definition;

/** ln(1 + e^t), stably: max(t, 0) + ln(1 + E) with E = e^(−|t|). */
final class Log1pExp {

    /** ln(1 + e) = 2s + s·z·A(z) with s = e/(2 + e) and z = s², for e up to 1, to 2^-58; coefficients.py. */
    private static final double[] A = {
        0.6666666666666666,
        0.40000000000000013,
        0.2857142857142194,
        0.22222222223331986,
        0.18181818086005655,
        0.15384620253804163,
        0.13333176949138179,
        0.11767997767241035,
        0.10480399234365274,
        0.09942024896554735,
        0.06334110851770246,
        0.15231262619428984
    };

    /** As {@link #A}, to 2^-36. */
    private static final double[] ROUGH_A = {
        0.6666666665002361,
        0.4000001076994966,
        0.2857030572188366,
        0.22264711209001325,
        0.17464702465440773,
        0.20787616855746752
    };

    private Log1pExp() {}

    /** ln(1 + e^(t + low)). */
    static double value(double t, double low) {
        return (t <= 0 ? 0 : t) + tail(t, low);
    }

    /** ln(1 + e^(−|t + low|)). */
    static double tail(double t, double low) {
        double a = t > 0 ? -t : t;
        boolean open = a > -760;
        double inside = open ? a : -760;
        double n = Powers.exponent(inside);
        double p = Powers.fraction(Powers.rest(inside, n) + (open ? t > 0 ? -low : low : 0));
        double high = 1 + p;
        double e = Powers.scale(high, n);
        double eLow = n < -1000 ? 0 : (p - (high - 1)) * Powers.power(n < -1000 ? -1000 : n);
        double s = e / (2 + e);
        double z = s * s;
        double y = e - (s * (e - z * Horner.sum(z, A)) - eLow / (1 + e));
        return open ? y : a <= -760 ? 0 : t;
    }

    /** ln(1 + e) for e from −½ to 1. */
    static double ofOnePlus(double e) {
        double s = e / (2 + e);
        double z = s * s;
        return e - s * (e - z * Horner.sum(z, A));
    }

    /** As {@link #value}, for what is rounded to float. */
    static double roughValue(double t) {
        return (t <= 0 ? 0 : t) + roughTail(t);
    }

    /** As {@link #tail}, for what is rounded to float. */
    static double roughTail(double t) {
        double e = Powers.roughExp(t > 0 ? -t : t);
        double s = e / (2 + e);
        double z = s * s;
        return e - s * (e - z * Horner.sum(z, ROUGH_A));
    }
}
