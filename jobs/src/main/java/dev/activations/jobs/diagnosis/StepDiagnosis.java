package dev.activations.jobs.diagnosis;

import dev.activations.functions.statistics.LayerStatistics;
import dev.activations.functions.statistics.UnitStatistics;
import dev.activations.jobs.model.LayerDeclaration;
import dev.activations.jobs.model.Settings;
import java.io.Serializable;

/**
 * One layer at one step: its figures, its units' verdicts, and the counts that findings are about but figures are not.
 *
 * @param step the training step
 * @param rows the rows that it rests on
 * @param figures the figures, those over time not yet among them
 * @param verdicts one per unit; empty where the activation has none
 * @param firedUnits per unit, whether it fired in any sample; as long as verdicts
 * @param checks what its values give away about the log
 */
public record StepDiagnosis(
        long step, StepRows rows, Figures figures, UnitVerdict[] verdicts, boolean[] firedUnits, ValueChecks checks)
        implements Serializable {

    /** Judges the units of a layer and makes its figures. */
    public static StepDiagnosis of(
            long step, StepRows rows, LayerStatistics statistics, LayerDeclaration layer, Settings settings) {
        UnitVerdict[] verdicts = statistics
                .units()
                .map(units -> UnitJudge.of(
                        statistics, UnitSamples.atStep(units, rows.samples()), layer, settings))
                .orElse(new UnitVerdict[0]);
        return new StepDiagnosis(
                step,
                rows,
                LayerFigures.of(settings, statistics, rows.samples(), layer, verdicts),
                verdicts,
                statistics.units().map(StepDiagnosis::fired).orElse(new boolean[0]),
                ValueChecks.of(statistics));
    }

    private static boolean[] fired(UnitStatistics units) {
        boolean[] fired = new boolean[units.units()];
        for (int u = 0; u < fired.length; u++) {
            fired[u] = units.fired(u) > 0;
        }
        return fired;
    }

    /** Whether the unit fired in no sample of this step; a unit with NaN or infinite values is not silent. */
    boolean isSilent(int unit) {
        return !firedUnits[unit] && verdicts[unit] != UnitVerdict.NON_FINITE;
    }

    StepDiagnosis with(Figures changed) {
        return new StepDiagnosis(step, rows, changed, verdicts, firedUnits, checks);
    }
}
