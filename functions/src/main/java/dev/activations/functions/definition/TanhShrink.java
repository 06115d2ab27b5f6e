package dev.activations.functions.definition;

/** Tanh shrink: x − tanh x, with derivative tanh² x. */
public record TanhShrink() implements Elementwise {

    /** |x| below which the terms of the series that are left out vanish beside the rest. */
    private static final double SMALL = 0.06;

    @Override
    public double value(double x) {
        double z = x * x;
        return Math.abs(x) < SMALL
                ? x * z * (1 / 3.0 - z * (2 / 15.0 - z * (17 / 315.0 - z * (62 / 2835.0 - z * 1382 / 155925.0))))
                : x - Math.tanh(x);
    }

    @Override
    public double derivative(double x) {
        double tanh = Math.tanh(x);
        return tanh * tanh;
    }

    @Override
    public Behaviour behaviour() {
        return Behaviour.of(this).expecting(0.39429449039784117);
    }
}
