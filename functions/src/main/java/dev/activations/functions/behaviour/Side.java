package dev.activations.functions.behaviour;

import java.util.OptionalDouble;
import java.util.function.DoubleUnaryOperator;

/**
 * What one value tells about a unit, seen from one side of the activation: from its input z or from its output a.
 *
 * <p>A tail is the interval reaching −∞ (low) or +∞ (high) on which the function levels off, |f′| ≤ 5 % of its
 * maximum; its threshold belongs to it.
 */
public final class Side {

    private static final DoubleUnaryOperator UNKNOWN = v -> Double.NaN;

    /** The side of no activation at all: neither firing nor tails nor gradient. */
    public static final Side TELLS_NOTHING = telling(Firing.UNKNOWN);

    private final Firing firing;
    private final double lowTail;
    private final double highTail;
    private final DoubleUnaryOperator derivative;

    private Side(Firing firing, double lowTail, double highTail, DoubleUnaryOperator derivative) {
        this.firing = firing;
        this.lowTail = lowTail;
        this.highTail = highTail;
        this.derivative = derivative;
    }

    static Side telling(Firing firing, double lowTail, double highTail, DoubleUnaryOperator derivative) {
        return new Side(firing, lowTail, highTail, derivative);
    }

    /** A side that tells firing but neither tails nor the gradient. */
    static Side telling(Firing firing) {
        return new Side(firing, Double.NaN, Double.NaN, UNKNOWN);
    }

    Side firingAbove(double threshold) {
        return new Side(Firing.inside(threshold, firing.high()), lowTail, highTail, derivative);
    }

    public Firing firing() {
        return firing;
    }

    /** The largest value of the low tail; empty where there is no such tail or this side does not tell it. */
    public OptionalDouble lowTail() {
        return Double.isNaN(lowTail) ? OptionalDouble.empty() : OptionalDouble.of(lowTail);
    }

    /** The smallest value of the high tail; empty where there is no such tail or this side does not tell it. */
    public OptionalDouble highTail() {
        return Double.isNaN(highTail) ? OptionalDouble.empty() : OptionalDouble.of(highTail);
    }

    public boolean tellsDerivative() {
        return derivative != UNKNOWN;
    }

    /** Whether the gradient is told from this side's value as it is from the other's. */
    public boolean tellsDerivativeAs(Side other) {
        return derivative == other.derivative;
    }

    /** The gradient f′ at this value, in double; NaN where this side does not tell it. */
    public double derivative(double value) {
        return derivative.applyAsDouble(value);
    }
}
