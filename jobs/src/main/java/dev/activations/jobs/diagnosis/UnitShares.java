package dev.activations.jobs.diagnosis;

import dev.activations.functions.behaviour.Behaviour;
import dev.activations.functions.behaviour.Side;
import dev.activations.functions.figures.Saturation;
import dev.activations.functions.statistics.LayerStatistics;
import dev.activations.functions.statistics.UnitStatistics;
import java.io.Serializable;
import java.util.OptionalDouble;
import java.util.function.IntToDoubleFunction;

/**
 * What each unit of a layer did at a step, for a map of them: how often it fired; or where units cannot die, how many of its
 * values lie in a tail and how much it varies. A byte each, because a long log of a wide layer has millions.
 */
public final class UnitShares implements Serializable {

    private static final long serialVersionUID = 1;

    private static final byte[] UNTOLD = {};

    static final UnitShares NONE = new UnitShares(UNTOLD, UNTOLD, UNTOLD);

    private static final int LEVELS = 250;

    /** Spreads are kept by their logarithm, from 10^−5 on. */
    private static final double DECADES = 5;

    /** What a share is of. */
    public enum Kind {
        /** Of the samples, in which the unit fired. */
        FIRING,
        /** Of the unit's values, in one of its function's tails. */
        SATURATED,
        /** Standard deviation over the samples, by the width of the output range, or else by the root mean square. */
        SPREAD
    }

    private final byte[] firing;
    private final byte[] saturated;
    private final byte[] spread;

    private UnitShares(byte[] firing, byte[] saturated, byte[] spread) {
        this.firing = firing;
        this.saturated = saturated;
        this.spread = spread;
    }

    /** @param samples different samples of the layer */
    static UnitShares of(LayerStatistics statistics, long samples, Behaviour behaviour) {
        UnitStatistics units = statistics.units().orElseThrow();
        if (behaviour.canDie()) {
            return statistics.tellsFiring(behaviour)
                    ? new UnitShares(linear(units, u -> (double) units.fired(u) / units.samples(u)), UNTOLD, UNTOLD)
                    : NONE;
        }
        boolean tellsTails = Saturation.tells(statistics, behaviour, Side::lowTail)
                || Saturation.tells(statistics, behaviour, Side::highTail);
        double width = behaviour.squashes() ? behaviour.outputRange().width() : Double.NaN;
        return new UnitShares(
                UNTOLD,
                tellsTails ? linear(units, u -> (double) (units.low(u) + units.high(u)) / units.tailValues(u)) : UNTOLD,
                samples > 1 ? logarithmic(units, u -> spread(units, u, width)) : UNTOLD);
    }

    private static double spread(UnitStatistics units, int u, double width) {
        double deviation = units.standardDeviation(u);
        return deviation / (Double.isNaN(width) ? Math.hypot(units.mean(u), deviation) : width);
    }

    private static byte[] linear(UnitStatistics units, IntToDoubleFunction share) {
        byte[] codes = new byte[units.units()];
        for (int u = 0; u < codes.length; u++) {
            double value = share.applyAsDouble(u);
            // What is not quite nothing is not shown as nothing.
            codes[u] = code(value > 0 ? Math.max(1, value * LEVELS) : value * LEVELS);
        }
        return codes;
    }

    private static byte[] logarithmic(UnitStatistics units, IntToDoubleFunction spread) {
        byte[] codes = new byte[units.units()];
        for (int u = 0; u < codes.length; u++) {
            codes[u] = code(LEVELS * (1 + Math.log10(spread.applyAsDouble(u)) / DECADES));
        }
        return codes;
    }

    /** 0 where it is not told, otherwise from 1 on. */
    private static byte code(double level) {
        return (byte) (Double.isNaN(level) ? 0 : 1 + Math.round(Math.max(0, Math.min(LEVELS, level))));
    }

    OptionalDouble of(Kind kind, int unit) {
        byte[] codes =
                switch (kind) {
                    case FIRING -> firing;
                    case SATURATED -> saturated;
                    case SPREAD -> spread;
                };
        int code = codes.length == 0 ? 0 : codes[unit] & 0xFF;
        if (code == 0) {
            return OptionalDouble.empty();
        }
        double level = (code - 1.0) / LEVELS;
        return OptionalDouble.of(kind == Kind.SPREAD ? Math.pow(10, DECADES * (level - 1)) : level);
    }
}
