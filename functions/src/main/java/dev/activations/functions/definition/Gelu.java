package dev.activations.functions.definition;

/**
 * GELU in its tanh form, as in BERT and GPT: ½x(1 + tanh u) with u = √(2/π)·(x + 0.044715x³), written as x·σ(2u).
 * Hendrycks and Gimpel 2016.
 */
public record Gelu() implements Elementwise {

    private static final double TWICE_ROOT_2_BY_PI = 2 * Math.sqrt(2 / Math.PI);
    private static final double CUBIC = 0.044715;

    /** Where the derivative's low tail begins: f′(z) = −0.05·max f′. */
    private static final double TAIL = -2.2857000662662843;

    /** |2u| above which the gate is 0 or 1 to the last bit, and the slope may overflow. */
    private static final double GATE_IS_EXACT = 1000;

    private static final double MINIMUM = -0.17004075057125405;
    private static final Sigmoid SIGMOID = new Sigmoid();

    @Override
    public double value(double x) {
        double gate = SIGMOID.value(twiceU(x));
        return gate == 0 ? -0.0 : x * gate;
    }

    @Override
    public double derivative(double x) {
        double v = twiceU(x);
        if (Math.abs(v) > GATE_IS_EXACT) {
            return v > 0 ? 1 : 0;
        }
        double slope = TWICE_ROOT_2_BY_PI * (1 + 3 * CUBIC * x * x);
        return SIGMOID.value(v) * (1 + x * slope * SIGMOID.value(-v));
    }

    private static double twiceU(double x) {
        return TWICE_ROOT_2_BY_PI * x * (1 + CUBIC * x * x);
    }

    @Override
    public Behaviour behaviour() {
        return Behaviour.of(this)
                .lowTail(TAIL, Double.NaN)
                .outputs(MINIMUM, Double.POSITIVE_INFINITY)
                .expecting(0.5);
    }
}
