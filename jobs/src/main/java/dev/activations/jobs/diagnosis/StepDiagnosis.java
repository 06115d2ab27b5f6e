package dev.activations.jobs.diagnosis;

import dev.activations.functions.statistics.LayerStatistics;
import dev.activations.functions.statistics.UnitStatistics;
import java.io.Serializable;

/**
 * One layer at one step: its figures, its units' verdicts, and the counts that findings are about but figures are not.
 *
 * @param step the training step
 * @param figures the figures, those over time not yet among them
 * @param verdicts one per unit; empty where the activation has none
 * @param firedUnits per unit, whether it fired in any sample; as long as verdicts
 * @param nonFiniteValues NaN and ±Infinity in outputs or inputs, whichever has more
 * @param impossibleOutputs outputs outside the function's range
 * @param inputs finite inputs
 * @param smallestInput the smallest of them; +Infinity of none
 */
public record StepDiagnosis(
        long step,
        Figures figures,
        UnitVerdict[] verdicts,
        boolean[] firedUnits,
        long nonFiniteValues,
        long impossibleOutputs,
        long inputs,
        double smallestInput)
        implements Serializable {

    /**
     * Judges the units of a layer and makes its figures.
     *
     * @param distinctSamples how many different samples the rows are of
     */
    public static StepDiagnosis of(
            long step, LayerStatistics statistics, long distinctSamples, LayerDeclaration layer, Settings settings) {
        UnitVerdict[] verdicts = UnitJudge.of(statistics, distinctSamples, layer, settings);
        return new StepDiagnosis(
                step,
                LayerFigures.of(settings, statistics, distinctSamples, layer.behaviour(), verdicts),
                verdicts,
                statistics.units().map(StepDiagnosis::fired).orElse(new boolean[0]),
                nonFiniteValues(statistics),
                statistics.impossibleOutputs(),
                statistics.inputs().finite(),
                statistics.inputs().min());
    }

    private static boolean[] fired(UnitStatistics units) {
        boolean[] fired = new boolean[units.units()];
        for (int u = 0; u < fired.length; u++) {
            fired[u] = units.fired(u) > 0;
        }
        return fired;
    }

    /** Inputs of a softmax do not count: masked logits are −Infinity by intention. */
    private static long nonFiniteValues(LayerStatistics statistics) {
        long inputs = statistics.softmax().isPresent() ? 0 : statistics.inputs().nonFinite();
        return Math.max(statistics.nonFiniteOutputs(), inputs);
    }

    /** Whether the unit fired in no sample of this step; a unit with NaN or infinite values is not silent. */
    boolean isSilent(int unit) {
        return !firedUnits[unit] && verdicts[unit] != UnitVerdict.NON_FINITE;
    }

    StepDiagnosis with(Figures changed) {
        return new StepDiagnosis(
                step, changed, verdicts, firedUnits, nonFiniteValues, impossibleOutputs, inputs, smallestInput);
    }
}
