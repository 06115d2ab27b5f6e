package dev.activations.functions.definition;

/** SELU: γx above 0, γα(eˣ − 1) elsewhere, f′(0) = γα. Klambauer et al. 2017, whose α and γ keep mean 0 and variance 1. */
public record Selu() implements Elementwise {

    /** γ. */
    private static final double SCALE = 1.0507009873554805;

    /** γα. */
    private static final double SCALED_ALPHA = 1.7580993408473769;

    @Override
    public double value(double x) {
        return x > 0 ? SCALE * x : SCALED_ALPHA * Math.expm1(x);
    }

    @Override
    public double derivative(double x) {
        return x > 0 ? SCALE : SCALED_ALPHA * Math.exp(x);
    }

    @Override
    public Behaviour behaviour() {
        double tail = Math.log(Behaviour.SATURATED_SHARE);
        return Behaviour.of(this)
                .lowTail(tail, value(tail))
                .derivativeByOutput(a -> a > 0 ? SCALE : a + SCALED_ALPHA)
                .outputs(-SCALED_ALPHA, Double.POSITIVE_INFINITY)
                .expecting(0.9852311161857964);
    }
}
