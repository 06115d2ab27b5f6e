package dev.activations.functions.definition;

/** Softsign: x/(1 + |x|), with derivative 1/(1 + |x|)². Bergstra et al. 2009. */
public record Softsign() implements Elementwise {

    @Override
    public double value(double x) {
        return Double.isInfinite(x) ? Math.signum(x) : x / (1 + Math.abs(x));
    }

    /** With what rounding takes from 1 + |x| put back, as d² magnifies it. */
    @Override
    public double derivative(double x) {
        double size = Math.abs(x);
        double d = 1 + size;
        double reciprocal = 1 / d;
        double lost = Double.isInfinite(d) ? 0 : size > 1 ? 1 - (d - size) : size - (d - 1);
        return reciprocal * reciprocal * (1 - 2 * lost * reciprocal);
    }

    @Override
    public Behaviour behaviour() {
        double edge = 1 - Math.sqrt(Behaviour.SATURATED_SHARE);
        double tail = 1 / Math.sqrt(Behaviour.SATURATED_SHARE) - 1;
        return Behaviour.of(this)
                .lowTail(-tail, -edge)
                .highTail(tail, edge)
                .derivativeByOutput(a -> (1 - Math.abs(a)) * (1 - Math.abs(a)))
                .gated()
                .outputs(-1, 1)
                .expecting(0.4127551003391832);
    }
}
