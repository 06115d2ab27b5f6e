package dev.activations.jobs.diagnosis;

import dev.activations.functions.behaviour.Behaviour;
import dev.activations.functions.statistics.LayerStatistics;
import dev.activations.functions.statistics.UnitStatistics;
import dev.activations.functions.statistics.UnitValues;
import dev.activations.jobs.model.LayerDeclaration;
import dev.activations.jobs.model.Settings;
import java.util.Optional;
import java.util.function.IntToLongFunction;

/** Decides the verdict of each unit of a layer at one step. */
final class UnitJudge {

    private final FiringBound bound;
    private final double maxFiringRate;
    private final boolean canDie;

    private UnitJudge(Settings settings, int units, boolean canDie) {
        this.bound = FiringBound.forUnits(settings, units);
        this.maxFiringRate = settings.maxFiringRate();
        this.canDie = canDie;
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

    /** @param atLeast per unit, how many different samples it has for sure, as another count says */
    static UnitVerdict[] of(
            LayerStatistics statistics,
            long distinctSamples,
            long[] atLeast,
            LayerDeclaration layer,
            Settings settings) {
        Optional<Behaviour> behaviour = layer.behaviour();
        boolean canDie = behaviour.isPresent() && behaviour.get().canDie() && statistics.tellsFiring(behaviour.get());
        UnitJudge judge = new UnitJudge(settings, statistics.layout().units(), canDie);
        return statistics
                .units()
                .map(units -> judge.verdicts(
                        units, u -> Math.max(atLeast[u], samples(statistics, units, u, distinctSamples))))
                .orElse(new UnitVerdict[0]);
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

    private UnitVerdict[] verdicts(UnitStatistics units, IntToLongFunction samples) {
        UnitVerdict[] verdicts = new UnitVerdict[units.units()];
        for (int u = 0; u < verdicts.length; u++) {
            verdicts[u] = verdict(units, u, samples.applyAsLong(u));
        }
        return verdicts;
    }

    private UnitVerdict verdict(UnitStatistics units, int u, long samples) {
        long fired = Math.min(units.fired(u), samples);
        if (units.nonFinite(u) > 0) {
            return UnitVerdict.NON_FINITE;
        }
        if (canDie && fired == 0) {
            return bound.of(0, samples) <= maxFiringRate ? UnitVerdict.DEAD : UnitVerdict.INSUFFICIENT_DATA;
        }
        if (canDie && fired < maxFiringRate * samples && bound.of(fired, samples) <= maxFiringRate) {
            return UnitVerdict.NEARLY_DEAD;
        }
        if (units.min(u) == units.max(u) && samples > 1) {
            return UnitVerdict.CONSTANT;
        }
        return canDie && units.firingValues(u) == units.values(u) ? UnitVerdict.ALWAYS_ON : UnitVerdict.ALIVE;
    }
}
