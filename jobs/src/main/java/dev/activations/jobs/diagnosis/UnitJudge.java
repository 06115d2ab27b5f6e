package dev.activations.jobs.diagnosis;

import dev.activations.functions.statistics.UnitStatistics;

/** Decides the verdict of each unit of a layer at one step. */
final class UnitJudge {

    private final FiringBound bound;
    private final double maxFiringRate;
    private final boolean canDie;

    UnitJudge(Settings settings, boolean canDie) {
        this.bound = new FiringBound(settings.alpha());
        this.maxFiringRate = settings.maxFiringRate();
        this.canDie = canDie;
    }

    UnitVerdict[] verdicts(UnitStatistics units) {
        UnitVerdict[] verdicts = new UnitVerdict[units.units()];
        for (int u = 0; u < verdicts.length; u++) {
            verdicts[u] = verdict(units, u);
        }
        return verdicts;
    }

    private UnitVerdict verdict(UnitStatistics units, int u) {
        long samples = units.samples(u);
        long fired = units.fired(u);
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
