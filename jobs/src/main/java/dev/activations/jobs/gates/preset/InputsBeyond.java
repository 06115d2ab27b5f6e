package dev.activations.jobs.gates.preset;

import dev.activations.functions.behaviour.Side;
import dev.activations.functions.kernel.Elementwise;
import dev.activations.functions.statistics.LayerStatistics;
import dev.activations.functions.statistics.UnitStatistics;
import java.util.OptionalDouble;

/**
 * How many of a unit's values came of inputs at or beyond two thresholds that another tool sets, as far as the sums tell: by
 * the extremes of the unit's outputs and by the counts in the tails that this program looks for. For functions that rise
 * everywhere.
 *
 * <p>Outputs that were logged are taken for single precision: an output stands for all inputs that round to it.
 */
final class InputsBeyond {

    static final String WHY =
            "the sums tell of a unit's inputs only where all or none of them are beyond the thresholds, or where outputs are"
                    + " not rounded to the end of the range; a log of pre tells more";

    /** Half the distance of two neighbouring numbers in single precision, and a little more than in double. */
    private static final double HALF_ULP_OF_FLOAT = 0x1p-24;

    private static final double ROUNDING_OF_DOUBLE = 0x1p-51;

    private final UnitStatistics units;
    private final double low;
    private final double high;
    private final double rounding;
    private final boolean lowTailHolds;
    private final boolean lowTailIsHeld;
    private final boolean highTailHolds;
    private final boolean highTailIsHeld;

    /**
     * @param sums of a layer of this function
     * @param lowInput the low threshold, which belongs to what is beyond it
     * @param highInput the high one
     */
    InputsBeyond(LayerStatistics sums, Elementwise function, double lowInput, double highInput) {
        units = sums.units().orElseThrow();
        low = function.value(lowInput);
        high = function.value(highInput);
        boolean computed = sums.allToldByInput() && sums.comparedOutputs() == 0;
        rounding = computed ? ROUNDING_OF_DOUBLE : HALF_ULP_OF_FLOAT;
        Side inputs = function.behaviour().byInput();
        OptionalDouble lowTail = inputs.lowTail();
        OptionalDouble highTail = inputs.highTail();
        lowTailHolds = lowTail.isPresent() && lowTail.getAsDouble() >= lowInput;
        lowTailIsHeld = lowTail.isPresent() && lowTail.getAsDouble() <= lowInput;
        highTailHolds = highTail.isPresent() && highTail.getAsDouble() <= highInput;
        highTailIsHeld = highTail.isPresent() && highTail.getAsDouble() >= highInput;
    }

    /** Values of the unit that are beyond for certain. */
    long least(int unit) {
        long all = units.finite(unit);
        if (all == 0) {
            return 0;
        }
        if (isSurelyLow(units.max(unit)) || isSurelyHigh(units.min(unit))) {
            return all;
        }
        long lows = lowTailIsHeld ? units.low(unit) : isSurelyLow(units.min(unit)) ? 1 : 0;
        long highs = highTailIsHeld ? units.high(unit) : isSurelyHigh(units.max(unit)) ? 1 : 0;
        return lows + highs;
    }

    /** Values of the unit that may be beyond. */
    long most(int unit) {
        long all = units.values(unit);
        long lows = !mayBeLow(units.min(unit)) ? 0 : lowTailHolds ? units.low(unit) : all;
        long highs = !mayBeHigh(units.max(unit)) ? 0 : highTailHolds ? units.high(unit) : all;
        return Math.min(all, lows + highs + units.nonFinite(unit));
    }

    private boolean isSurelyLow(double output) {
        return output + rounding * Math.abs(output) <= low;
    }

    private boolean mayBeLow(double output) {
        return output - rounding * Math.abs(output) <= low;
    }

    private boolean isSurelyHigh(double output) {
        return output - rounding * Math.abs(output) >= high;
    }

    private boolean mayBeHigh(double output) {
        return output + rounding * Math.abs(output) >= high;
    }
}
