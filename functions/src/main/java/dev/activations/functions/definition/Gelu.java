package dev.activations.functions.definition;

import dev.activations.functions.behaviour.Behaviour;
import dev.activations.functions.kernel.Elementwise;

/**
 * GELU in its tanh form, as in BERT and GPT: ½x(1 + tanh u) with u = √(2/π)·(x + 0.044715x³), written as x·σ(2u).
 * Hendrycks and Gimpel 2016.
 */
public record Gelu() implements Elementwise {

    /** 2u = x·(SLOPE + COEFFICIENT·x²): 2√(2/π) and that times 0.044715, each as the sum of two doubles. */
    private static final double SLOPE = 1.5957691216057308;

    private static final double SLOPE_LOW = -9.96930880911092e-17;
    private static final double COEFFICIENT = 0.07135481627260025;
    private static final double COEFFICIENT_LOW = -6.175149918155315e-19;

    /** 2u·log2 e = x·(this + coefficient·x²); this has trailing zeros, so that what rounding takes from the sum is exact. */
    private static final float BINARY_SLOPE = 0x1.26aecp+1f;

    private static final float BINARY_SLOPE_LOW = 2.5136697e-07f;
    private static final float BINARY_COEFFICIENT = 0.10294324f;
    private static final float BINARY_COEFFICIENT_LOW = -2.0161985e-09f;

    /** Where the derivative's low tail begins: f′(z) = −0.05·max f′. */
    private static final double TAIL = -2.2857000662662843;

    private static final double MINIMUM = -0.17004075057125405;

    @Override
    public double value(double x) {
        double slope = slope(x, COEFFICIENT);
        double t = x * slope;
        return Gate.times(x, t, Math.fma(x, slope, -t) + x * slopeLow(x, COEFFICIENT, COEFFICIENT_LOW));
    }

    @Override
    public double derivative(double x) {
        double slope = slope(x, COEFFICIENT);
        double t = x * slope;
        double low = Math.fma(x, slope, -t) + x * slopeLow(x, COEFFICIENT, COEFFICIENT_LOW);
        double steeper = slope(x, 3 * COEFFICIENT);
        double q = x * steeper;
        double qLow = Math.fma(x, steeper, -q) + x * slopeLow(x, 3 * COEFFICIENT, 3 * COEFFICIENT_LOW);
        return Gate.timesSlope(q, qLow, t, low);
    }

    /** In floats alone, within 1.2 ULP. */
    @Override
    public float value(float x) {
        float square = x * x;
        float slope = Math.fma(BINARY_COEFFICIENT, square, BINARY_SLOPE);
        float rounding = Math.fma(BINARY_COEFFICIENT, square, BINARY_SLOPE - slope);
        float squareLow = Math.fma(x, x, -square);
        float constantsLow = Math.fma(BINARY_COEFFICIENT_LOW, square, BINARY_SLOPE_LOW);
        float slopeLow = Math.fma(BINARY_COEFFICIENT, squareLow, constantsLow) + rounding;
        float t = x * slope;
        return FloatGate.timesBinary(x, t, Math.fma(x, slopeLow, Math.fma(x, slope, -t)), -0f);
    }

    @Override
    public double roughDerivative(double x) {
        return Gate.roughTimesSlope(
                x * Math.fma(3 * COEFFICIENT, x * x, SLOPE), x * Math.fma(COEFFICIENT, x * x, SLOPE));
    }

    /** SLOPE + c·x². */
    private static double slope(double x, double c) {
        return SLOPE + c * (x * x);
    }

    /** What rounding took from {@link #slope}, the low parts of the constants included. */
    private static double slopeLow(double x, double c, double cLow) {
        double square = x * x;
        double term = c * square;
        double termLow = Math.fma(c, square, -term) + c * Math.fma(x, x, -square) + cLow * square;
        double sum = SLOPE + term;
        double back = sum - SLOPE;
        return SLOPE - (sum - back) + (term - back) + (termLow + SLOPE_LOW);
    }

    @Override
    public Behaviour behaviour() {
        return Behaviour.of(this)
                .lowTail(TAIL, Double.NaN)
                .outputs(MINIMUM, Double.POSITIVE_INFINITY)
                .expecting(0.5);
    }
}
