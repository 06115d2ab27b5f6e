package dev.activations.jobs.diagnosis;

import dev.activations.functions.statistics.LayerStatistics;
import dev.activations.jobs.model.LayerDeclaration;
import dev.activations.jobs.model.Settings;
import java.io.Serializable;

/**
 * One layer over several steps taken together. The same probe samples are seen again at every step, so verdicts rest on the
 * distinct ones; rates, moments and counts are pooled.
 *
 * @param fromStep the first step
 * @param toStep the last step
 * @param figures the figures; those that only a single step has are undetermined
 */
public record Overall(long fromStep, long toStep, Figures figures) implements Serializable {

    /**
     * @param pooled the rows of all steps
     * @param distinctSamples how many different samples they are of
     * @param mostAtOneStep per unit, the most samples that were seen whole at any one step
     */
    public static Overall of(
            long fromStep,
            long toStep,
            LayerStatistics pooled,
            long distinctSamples,
            long[] mostAtOneStep,
            LayerDeclaration layer,
            Settings settings) {
        UnitVerdict[] verdicts = UnitJudge.of(pooled, distinctSamples, mostAtOneStep, layer, settings);
        Figures figures = LayerFigures.of(settings, pooled, distinctSamples, layer, verdicts);
        return new Overall(fromStep, toStep, figures.with(Figure.UNSEEN_ALIVE_ESTIMATE, Double.NaN));
    }

    Overall with(Figures changed) {
        return new Overall(fromStep, toStep, changed);
    }
}
