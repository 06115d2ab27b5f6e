package dev.activations.functions.definition;

import dev.activations.functions.behaviour.Behaviour;
import dev.activations.functions.kernel.Elementwise;

/** GELU in its exact form: x·Φ(x), where Φ is the standard normal distribution. Hendrycks and Gimpel 2016. */
public record GeluExact() implements Elementwise {

    /** Where the derivative's low tail begins: f′(z) = −0.05·max f′. */
    private static final double TAIL = -2.2785606938035557;

    private static final double MINIMUM = -0.16997120747990366;

    /** e^(−t²/2) = 2^(this·t²). */
    private static final double HALF_LOG2_E = -0.7213475204444817;

    /** x·Φ(x), where Φ(−t) = e^(−t²/2)·R(t) and e^(−t²/2) = 2^n·(1 + p); 2^n comes last. */
    @Override
    public double value(double x) {
        double size = Math.abs(x);
        double t = size < StandardNormal.FAR ? size : StandardNormal.FAR;
        double square = t * t;
        double n = Powers.exponent(-0.5 * square);
        double p = Powers.fraction(Powers.rest(-0.5 * square, n) - 0.5 * Math.fma(t, t, -square));
        double high = 1 + p;
        double ratio = StandardNormal.ratio(t, StandardNormal.series(t));
        double product = high * ratio;
        double productLow = Math.fma(high, ratio, -product) + (p - (high - 1)) * ratio;
        double negative = Powers.scale(-Math.fma(t, product, t * productLow), n);
        double tail = Powers.scale(product + productLow, n);
        double rest = 1 - tail;
        double positive = x * rest + x * (1 - rest - tail);
        return x == 0 ? x : x < 0 ? negative : size < StandardNormal.FAR ? positive : x;
    }

    /** Φ(x) + x·φ(x): 2^n·(1 + p)·(R(t) − t·φ(0)) below 0, and 1 less that of −x above. */
    @Override
    public double derivative(double x) {
        double size = Math.abs(x);
        double t = size < StandardNormal.FAR ? size : StandardNormal.FAR;
        double square = t * t;
        double n = Powers.exponent(-0.5 * square);
        double p = Powers.fraction(Powers.rest(-0.5 * square, n) - 0.5 * Math.fma(t, t, -square));
        double ratio = StandardNormal.ratio(t, StandardNormal.series(t));
        double difference = Math.fma(-t, StandardNormal.PEAK, ratio) - t * StandardNormal.PEAK_LOW;
        double y = Powers.scale(Math.fma(difference, p, difference), n);
        return x < 0 ? y : Double.isNaN(x) ? x : 1 - y;
    }

    /** max(x, 0) − t·Φ(−t) with t = |x|, to 2^-24: within 1.5 ULP when rounded to float. */
    @Override
    public double roughValue(double x) {
        double size = Math.abs(x);
        double t = size < StandardNormal.ROUGH_FAR ? size : StandardNormal.ROUGH_FAR;
        double bell = Powers.roughPowerOfTwo(t * t * HALF_LOG2_E);
        return (x < 0 ? 0 : x) - t * (bell * StandardNormal.coarseRatio(t));
    }

    @Override
    public double roughDerivative(double x) {
        double size = Math.abs(x);
        double t = size < StandardNormal.ROUGH_FAR ? size : StandardNormal.ROUGH_FAR;
        double y = Powers.roughExp(-0.5 * t * t) * (StandardNormal.roughRatio(t) - t * StandardNormal.PEAK);
        return x < 0 ? y : Double.isNaN(x) ? x : 1 - y;
    }

    @Override
    public Behaviour behaviour() {
        return Behaviour.of(this)
                .lowTail(TAIL, Double.NaN)
                .outputs(MINIMUM, Double.POSITIVE_INFINITY)
                .expecting(0.5);
    }
}
