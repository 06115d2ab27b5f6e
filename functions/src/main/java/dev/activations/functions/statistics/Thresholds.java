package dev.activations.functions.statistics;

import dev.activations.functions.behaviour.Firing;
import dev.activations.functions.behaviour.Side;
import dev.activations.functions.statistics.KeyLoop.Step;
import java.util.List;

/**
 * The comparisons that a finite value is put through, as plain numbers, so that a loop over many values has no branches.
 * A NaN tail is never reached.
 *
 * @param above a value beyond this and below {@code below} is inside
 * @param below the upper end, excluded as the lower one
 * @param firesOutside whether values outside fire, rather than those inside
 */
record Thresholds(double above, double below, boolean firesOutside, double lowTail, double highTail) {

    private static final int LARGEST = FloatKeys.atMost(Float.MAX_VALUE);

    static Thresholds of(Side side) {
        Firing firing = side.firing();
        double low = side.lowTail().orElse(Double.NaN);
        double high = side.highTail().orElse(Double.NaN);
        return switch (firing.rule()) {
            case ALWAYS -> new Thresholds(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, false, low, high);
            case INSIDE -> new Thresholds(firing.low(), firing.high(), false, low, high);
            case OUTSIDE -> new Thresholds(Math.nextDown(firing.low()), Math.nextUp(firing.high()), true, low, high);
            case UNKNOWN -> new Thresholds(Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, false, low, high);
        };
    }

    boolean fires(double finite) {
        return (finite > above & finite < below) ^ firesOutside;
    }

    /** The same for floats, by their {@link FloatKeys}. */
    OfKeys ofKeys() {
        return new OfKeys(
                firing(FloatKeys.atLeast(Math.nextUp(above)), FloatKeys.atMost(Math.nextDown(below))),
                new Step(KeyLoop.COUNT_BELOW, FloatKeys.atMost(lowTail) + 1),
                new Step(KeyLoop.COUNT_ABOVE, FloatKeys.atLeast(highTail) - 1));
    }

    /** What counts the keys that fire, those from low to high being inside. */
    private List<Step> firing(int low, int high) {
        if (firesOutside) {
            return List.of(new Step(KeyLoop.COUNT_BELOW, low), new Step(KeyLoop.COUNT_ABOVE, high));
        } else if (low > high) {
            return List.of();
        }
        Step fromLow = new Step(KeyLoop.COUNT_ABOVE, low - 1);
        return high == LARGEST ? List.of(fromLow) : List.of(fromLow, new Step(KeyLoop.DISCOUNT_ABOVE, high));
    }

    /**
     * What is done with the keys of a row of floats.
     *
     * @param firing counts those that fire
     * @param lowTail counts those in the low tail
     * @param highTail counts those in the high tail
     */
    record OfKeys(List<Step> firing, Step lowTail, Step highTail) {}
}
