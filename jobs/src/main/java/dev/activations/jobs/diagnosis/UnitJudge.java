package dev.activations.jobs.diagnosis;

import dev.activations.functions.behaviour.Behaviour;
import dev.activations.functions.behaviour.Side;
import dev.activations.functions.figures.Saturation;
import dev.activations.functions.statistics.LayerStatistics;
import dev.activations.functions.statistics.UnitStatistics;
import dev.activations.jobs.model.LayerDeclaration;
import dev.activations.jobs.model.Settings;
import java.util.Optional;

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
     * @param samples how many different samples have a value of each unit
     */
    static UnitVerdict[] of(
            LayerStatistics statistics, UnitSamples samples, LayerDeclaration layer, Settings settings) {
        Optional<UnitStatistics> units = statistics.units();
        return units.isEmpty()
                ? new UnitVerdict[0]
                : new UnitJudge(statistics, layer, settings).verdicts(units.get(), samples);
    }

    private UnitVerdict[] verdicts(UnitStatistics units, UnitSamples samples) {
        UnitVerdict[] verdicts = new UnitVerdict[units.units()];
        for (int u = 0; u < verdicts.length; u++) {
            verdicts[u] = verdict(units, u, samples.of(u));
        }
        return verdicts;
    }

    private UnitVerdict verdict(UnitStatistics units, int u, long samples) {
        if (units.nonFinite(u) > 0) {
            return UnitVerdict.NON_FINITE;
        }
        long fired = Math.min(units.fired(u), samples);
        boolean silent = tellsFiring && fired == 0;
        boolean stuck = tellsLow && units.isAllLow(u) || tellsHigh && units.isAllHigh(u);
        if (silent || stuck || samples == 0) {
            UnitVerdict proven = silent ? UnitVerdict.DEAD : UnitVerdict.STUCK;
            return limit.provesBelow(0, samples) ? proven : UnitVerdict.INSUFFICIENT_DATA;
        }
        if (tellsFiring && fired < limit.rate() * samples && limit.provesBelow(fired, samples)) {
            return UnitVerdict.NEARLY_DEAD;
        }
        if (units.min(u) == units.max(u) && samples > 1) {
            return UnitVerdict.CONSTANT;
        }
        return tellsFiring && units.firingValues(u) == units.values(u) ? UnitVerdict.ALWAYS_ON : UnitVerdict.ALIVE;
    }
}
