package dev.activations.jobs.diagnosis;

import dev.activations.functions.behaviour.Behaviour;
import dev.activations.functions.behaviour.Side;
import dev.activations.functions.figures.Saturation;
import dev.activations.functions.statistics.LayerStatistics;
import dev.activations.functions.statistics.UnitStatistics;
import dev.activations.functions.statistics.UnitValues;
import dev.activations.jobs.model.LayerDeclaration;
import dev.activations.jobs.model.Settings;
import java.util.Optional;
import java.util.function.IntToLongFunction;

/** Decides the verdict of each unit of a layer at one step, or over several. */
final class UnitJudge {

    private final FiringLimit limit;
    private final boolean tellsFiring;
    private final boolean tellsLow;
    private final boolean tellsHigh;

    private UnitJudge(LayerStatistics statistics, LayerDeclaration layer, Settings settings) {
        Behaviour behaviour = layer.behaviour().orElseThrow();
        limit = FiringLimit.of(layer, statistics.layout().units(), settings);
        tellsFiring = behaviour.canDie() && statistics.tellsFiring(behaviour);
        tellsLow = Saturation.tells(statistics, behaviour, Side::lowTail);
        tellsHigh = Saturation.tells(statistics, behaviour, Side::highTail);
    }

    /**
     * The verdicts of a layer's units; none where its activation is not elementwise.
     *
     * @param distinctSamples how many different samples there are: the same ones, counted again in duplicate rows or at
     *     another step, prove nothing more
     */
    static UnitVerdict[] of(
            LayerStatistics statistics, long distinctSamples, LayerDeclaration layer, Settings settings) {
        return of(statistics, distinctSamples, new long[statistics.layout().units()], layer, settings);
    }

    /** @param atLeast per unit, how many different samples were seen whole for sure, as another count says */
    static UnitVerdict[] of(
            LayerStatistics statistics,
            long distinctSamples,
            long[] atLeast,
            LayerDeclaration layer,
            Settings settings) {
        Optional<UnitStatistics> units = statistics.units();
        return units.isEmpty()
                ? new UnitVerdict[0]
                : new UnitJudge(statistics, layer, settings)
                        .verdicts(
                                units.get(),
                                u -> Math.max(atLeast[u], samples(statistics, units.get(), u, distinctSamples)),
                                u -> Math.max(atLeast[u], wholeSamples(statistics, units.get(), u, distinctSamples)));
    }

    /**
     * How many different samples a unit has for sure. Each sample that was counted again may have been counted again for the
     * unit too; where no element is left out it was, and the number is exact.
     *
     * @param distinctSamples how many different samples the layer has
     */
    static long samples(LayerStatistics statistics, UnitValues units, int u, long distinctSamples) {
        return Math.max(0, units.samples(u) - (statistics.samples() - distinctSamples));
    }

    /** Those of them that were seen at every position: only they prove that a unit does not fire. */
    static long wholeSamples(LayerStatistics statistics, UnitValues units, int u, long distinctSamples) {
        return Math.max(0, samples(statistics, units, u, distinctSamples) - statistics.samplesInPart());
    }

    private UnitVerdict[] verdicts(UnitStatistics units, IntToLongFunction samples, IntToLongFunction whole) {
        UnitVerdict[] verdicts = new UnitVerdict[units.units()];
        for (int u = 0; u < verdicts.length; u++) {
            verdicts[u] = verdict(units, u, samples.applyAsLong(u), whole.applyAsLong(u));
        }
        return verdicts;
    }

    private UnitVerdict verdict(UnitStatistics units, int u, long samples, long whole) {
        if (units.nonFinite(u) > 0) {
            return UnitVerdict.NON_FINITE;
        }
        long fired = Math.min(units.fired(u), samples);
        boolean silent = tellsFiring && fired == 0;
        boolean stuck = tellsLow && units.isAllLow(u) || tellsHigh && units.isAllHigh(u);
        if (silent || stuck || samples == 0) {
            UnitVerdict proven = silent ? UnitVerdict.DEAD : UnitVerdict.STUCK;
            return limit.provesBelow(0, whole) ? proven : UnitVerdict.INSUFFICIENT_DATA;
        }
        if (tellsFiring && fired < limit.rate() * whole && limit.provesBelow(fired, whole)) {
            return UnitVerdict.NEARLY_DEAD;
        }
        if (units.min(u) == units.max(u) && samples > 1) {
            return UnitVerdict.CONSTANT;
        }
        return tellsFiring && units.firingValues(u) == units.values(u) ? UnitVerdict.ALWAYS_ON : UnitVerdict.ALIVE;
    }
}
