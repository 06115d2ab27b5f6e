package dev.activations.functions.definition;

/** GELU in its exact form: x·Φ(x), where Φ is the standard normal distribution. Hendrycks and Gimpel 2016. */
public record GeluExact() implements Elementwise {

    /** Where the derivative's low tail begins: f′(z) = −0.05·max f′. */
    private static final double TAIL = -2.2785606938035557;

    private static final double MINIMUM = -0.16997120747990366;

    @Override
    public double value(double x) {
        double share = StandardNormal.below(x);
        return share == 0 ? -0.0 : x * share;
    }

    @Override
    public double derivative(double x) {
        double density = StandardNormal.density(x);
        return density == 0 ? x > 0 ? 1 : 0 : StandardNormal.below(x) + x * density;
    }

    @Override
    public Behaviour behaviour() {
        return Behaviour.of(this)
                .lowTail(TAIL, Double.NaN)
                .outputs(MINIMUM, Double.POSITIVE_INFINITY)
                .expecting(0.5);
    }
}
