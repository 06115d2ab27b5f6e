package dev.activations.functions.definition;

/** Mish: x·tanh(softplus(x)). Misra 2019. */
public record Mish() implements Elementwise {

    /** Where the derivative's low tail begins: f′(z) = −0.05·max f′. */
    private static final double TAIL = -3.981251494912804;

    private static final double MINIMUM = -0.3088434130172504;

    /** Written without tanh and log: x·n/(n + 2) with n = eˣ(eˣ + 2), divided by e²ˣ above 0. */
    @Override
    public double value(double x) {
        if (x < 0) {
            double e = Math.exp(x);
            double n = e * (e + 2);
            return e == 0 ? -0.0 : x * (n / (n + 2));
        }
        double w = Math.exp(-x);
        return x * ((1 + 2 * w) / (1 + 2 * w + 2 * w * w));
    }

    /** eˣ·ω/δ² with ω = 4(x + 1) + 4e²ˣ + e³ˣ + eˣ(4x + 6) and δ = 2eˣ + e²ˣ + 2, divided by e⁴ˣ above 0. */
    @Override
    public double derivative(double x) {
        if (x < 0) {
            double e = Math.exp(x);
            double omega = 4 * (x + 1) + e * (4 * x + 6 + e * (4 + e));
            double delta = 2 + e * (2 + e);
            return e == 0 ? -0.0 : e * omega / (delta * delta);
        }
        double w = Math.exp(-x);
        if (w == 0) {
            return 1;
        }
        double omega = 1 + w * (4 + w * (4 * x + 6 + w * 4 * (x + 1)));
        double delta = 1 + w * (2 + 2 * w);
        return omega / (delta * delta);
    }

    @Override
    public Behaviour behaviour() {
        return Behaviour.of(this)
                .lowTail(TAIL, Double.NaN)
                .outputs(MINIMUM, Double.POSITIVE_INFINITY)
                .expecting(0.5637475572883807);
    }
}
