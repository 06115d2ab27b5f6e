package dev.activations.functions.statistics;

import dev.activations.functions.definition.Firing;
import dev.activations.functions.definition.Side;

/**
 * The comparisons that a finite value is put through, as plain numbers, so that a loop over many values has no branches.
 * A NaN tail is never reached.
 *
 * @param above a value beyond this and below {@code below} is inside
 * @param below the upper end, excluded as the lower one
 * @param firesOutside whether values outside fire, rather than those inside
 */
record Thresholds(double above, double below, boolean firesOutside, double lowTail, double highTail) {

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
}
