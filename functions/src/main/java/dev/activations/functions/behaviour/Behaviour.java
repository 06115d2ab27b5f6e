package dev.activations.functions.behaviour;

import java.util.Optional;
import java.util.function.DoubleUnaryOperator;

/**
 * What the values of an elementwise activation tell about a unit: when it fires, where the function levels off, which
 * gradient to expect.
 *
 * @param byInput determined from the input z; always complete
 * @param byOutput determined from the output a; tails, gradient or firing may be unknown
 * @param saturationIsAlarm whether saturation is an alarm: the function levels off where it should pass a signal. For the
 *     others (ELU, GELU, softplus) the flat side is how they work
 * @param expectedDerivative the mean of f′ under a standard normal input
 * @param outputRange the interval that every output lies in
 * @param rises whether the function falls nowhere: a greater input never has a smaller output
 * @param passesZero whether f(0) = 0, so that what is not stored of a sparse vector stays 0
 */
public record Behaviour(
        Side byInput,
        Side byOutput,
        boolean saturationIsAlarm,
        double expectedDerivative,
        Interval outputRange,
        boolean rises,
        boolean passesZero) {

    /** The share of the largest |f′| at or below which the function counts as levelled off. */
    public static final double SATURATED_SHARE = 0.05;

    /** Whether the gradient is exactly zero on an interval, so that a unit can be dead. */
    public boolean canDie() {
        return byInput.firing().rule() != Firing.Rule.ALWAYS;
    }

    /** Whether outputs are bounded by tails on both sides, so that their spread over samples has a natural scale. */
    public boolean squashes() {
        return byInput.lowTail().isPresent() && byInput.highTail().isPresent();
    }

    /** Whether the function passes what is above 0 and nothing else (relu, relu6, squared_relu), told from either side. */
    public boolean isRectifier() {
        return startsAtZero(byInput.firing()) && startsAtZero(byOutput.firing());
    }

    private static boolean startsAtZero(Firing firing) {
        return firing.rule() == Firing.Rule.INSIDE && firing.low() == 0;
    }

    /** The same facts, but for a rectifier firing only above ε (so that tiny outputs count as zero). */
    public Behaviour firingAbove(double epsilon) {
        return isRectifier()
                ? new Behaviour(
                        byInput.firingAbove(epsilon),
                        byOutput.firingAbove(epsilon),
                        saturationIsAlarm,
                        expectedDerivative,
                        outputRange,
                        rises,
                        passesZero)
                : this;
    }

    /**
     * The mean of f′² under a standard normal input: by how much a layer scales the variance of gradients that pass back
     * through it. By quadrature, to about 12 digits; infinite where it is beyond double.
     */
    public double expectedSquaredDerivative() {
        return NormalQuadrature.ofSquare(byInput);
    }

    public static Builder of(RealFunction function) {
        return new Builder(function);
    }

    /** Collects the facts of one activation; what is not said is: cannot die, no tails, any output. */
    public static final class Builder {
        private final RealFunction function;
        private Firing firingByInput = Firing.ALWAYS;
        private Firing firingByOutput = Firing.ALWAYS;
        private double lowInput = Double.NaN;
        private double lowOutput = Double.NaN;
        private double highInput = Double.NaN;
        private double highOutput = Double.NaN;
        private DoubleUnaryOperator derivativeByOutput;
        private boolean saturationIsAlarm;
        private Interval range = Interval.ALL;
        private Optional<Boolean> rises = Optional.empty();

        private Builder(RealFunction function) {
            this.function = function;
        }

        public Builder fires(Firing byInput, Firing byOutput) {
            firingByInput = byInput;
            firingByOutput = byOutput;
            return this;
        }

        /** The low tail: inputs up to {@code input}, outputs up to {@code output} (NaN: outputs do not tell). */
        public Builder lowTail(double input, double output) {
            lowInput = input;
            lowOutput = output;
            return this;
        }

        /** The high tail: inputs from {@code input}, outputs from {@code output} (NaN: outputs do not tell). */
        public Builder highTail(double input, double output) {
            highInput = input;
            highOutput = output;
            return this;
        }

        /** The gradient at an output is what it is at the same number as input: the function is piecewise linear. */
        public Builder sameDerivativeByOutput() {
            return derivativeByOutput(function::derivative);
        }

        public Builder derivativeByOutput(DoubleUnaryOperator ofOutput) {
            derivativeByOutput = ofOutput;
            return this;
        }

        public Builder saturationIsAlarm() {
            saturationIsAlarm = true;
            return this;
        }

        public Builder outputs(double low, double high) {
            range = new Interval(low, high);
            return this;
        }

        /**
         * Whether the function falls nowhere. Where this is not said: an output tells the gradient only if no falling branch
         * shares it.
         */
        public Builder rises(boolean nowhereFalling) {
            rises = Optional.of(nowhereFalling);
            return this;
        }

        /** @param expectedDerivative the mean of f′ under a standard normal input */
        public Behaviour expecting(double expectedDerivative) {
            Side byInput = Side.telling(firingByInput, lowInput, highInput, function::derivative);
            Side byOutput = derivativeByOutput == null
                    ? Side.telling(firingByOutput)
                    : Side.telling(firingByOutput, lowOutput, highOutput, derivativeByOutput);
            boolean nowhereFalling = rises.orElse(derivativeByOutput != null);
            return new Behaviour(
                    byInput,
                    byOutput,
                    saturationIsAlarm,
                    expectedDerivative,
                    range,
                    nowhereFalling,
                    function.value(0.0) == 0);
        }
    }
}
