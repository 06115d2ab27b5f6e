package dev.activations.functions.figures;

import dev.activations.functions.behaviour.Behaviour;
import dev.activations.functions.behaviour.Side;
import dev.activations.functions.statistics.LayerStatistics;
import dev.activations.functions.statistics.UnitStatistics;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.IntToLongFunction;
import java.util.stream.IntStream;

/**
 * The shares of a layer's finite values in the tails of its activation.
 *
 * @param lowFraction the share in the low tail; NaN where the function has none, or the rows do not tell it
 * @param highFraction the share in the high tail; NaN likewise
 * @param fraction the share in either
 * @param units units with more than 95 % of their values in a tail
 */
public record Saturation(double lowFraction, double highFraction, double fraction, long units) {

    /** A unit with a larger share of its values in a tail is a saturated unit. */
    private static final double SATURATED_UNIT_SHARE = 0.95;

    /** Empty where the rows tell no tail, or have no finite values. */
    public static Optional<Saturation> of(LayerStatistics statistics, UnitStatistics units, Behaviour behaviour) {
        boolean low = tells(statistics, behaviour, Side::lowTail);
        boolean high = tells(statistics, behaviour, Side::highTail);
        long values = sum(units, units::tailValues);
        if (values == 0 || !(low || high)) {
            return Optional.empty();
        }
        long inLow = sum(units, units::low);
        long inHigh = sum(units, units::high);
        return Optional.of(new Saturation(
                low ? (double) inLow / values : Double.NaN,
                high ? (double) inHigh / values : Double.NaN,
                (double) (inLow + inHigh) / values,
                saturated(units)));
    }

    /** Whether the rows tell a tail that the function has: always by inputs, by outputs where these tell it. */
    public static boolean tells(LayerStatistics statistics, Behaviour behaviour, Function<Side, OptionalDouble> tail) {
        return tail.apply(behaviour.byInput()).isPresent()
                && (tail.apply(behaviour.byOutput()).isPresent() || statistics.allToldByInput());
    }

    private static long saturated(UnitStatistics units) {
        return IntStream.range(0, units.units())
                .filter(u -> units.low(u) + units.high(u) > SATURATED_UNIT_SHARE * Math.max(1, units.tailValues(u)))
                .count();
    }

    private static long sum(UnitStatistics units, IntToLongFunction ofUnit) {
        return IntStream.range(0, units.units()).mapToLong(ofUnit).sum();
    }
}
