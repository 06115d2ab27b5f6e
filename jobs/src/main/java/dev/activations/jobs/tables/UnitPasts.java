package dev.activations.jobs.tables;

import dev.activations.jobs.diagnosis.UnitsOverTime;
import dev.activations.jobs.model.LayerKey;
import java.io.Serializable;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * What became of each unit over all steps, for the rows of its single steps.
 *
 * @param byLayer per layer and unit; layers of which the log does not tell when a unit fires are absent
 */
record UnitPasts(HashMap<LayerKey, OfLayer> byLayer) implements Serializable {

    /** A step that never came. */
    private static final long NEVER = Long.MIN_VALUE;

    /** What became of one unit: steps, each null where it never came to that. */
    record Past(Long lastFired, Long silentSince, Long diedAt, Long revivedAt) {

        static final Past UNTOLD = new Past(null, null, null, null);
    }

    /** The same of all units of a layer, in arrays. */
    record OfLayer(long[] lastFired, long[] silentSince, long[] diedAt, long[] revivedAt) implements Serializable {

        static OfLayer of(UnitsOverTime units) {
            return new OfLayer(
                    steps(units.units(), units::lastFiredAt),
                    steps(units.units(), units::silentSince),
                    steps(units.units(), units::diedAt),
                    steps(units.units(), units::revivedAt));
        }

        private static long[] steps(int units, IntFunction<OptionalLong> step) {
            return IntStream.range(0, units)
                    .mapToLong(u -> step.apply(u).orElse(NEVER))
                    .toArray();
        }

        private Past of(int unit) {
            return new Past(
                    orNull(lastFired[unit]), orNull(silentSince[unit]), orNull(diedAt[unit]), orNull(revivedAt[unit]));
        }

        private static Long orNull(long step) {
            return step == NEVER ? null : step;
        }
    }

    static UnitPasts of(Map<LayerKey, OfLayer> byLayer) {
        return new UnitPasts(new HashMap<>(byLayer));
    }

    Past of(LayerKey layer, int unit) {
        OfLayer pasts = byLayer.get(layer);
        return pasts == null ? Past.UNTOLD : pasts.of(unit);
    }
}
