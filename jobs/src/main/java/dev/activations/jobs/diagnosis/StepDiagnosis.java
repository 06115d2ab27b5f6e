package dev.activations.jobs.diagnosis;

import dev.activations.functions.statistics.LayerStatistics;
import dev.activations.jobs.model.LayerDeclaration;
import dev.activations.jobs.model.Settings;
import java.io.Serializable;

/**
 * One layer at one step: its figures, its units' verdicts, and the counts that findings are about but figures are not.
 *
 * @param step the training step
 * @param rows the rows that it rests on
 * @param figures the figures, those over time not yet among them
 * @param units the verdict of each unit; none where the activation has none, or a long log of a wide layer keeps those of
 *     its last step only
 * @param checks what its values give away about the log
 */
public record StepDiagnosis(long step, StepRows rows, Figures figures, UnitVerdicts units, ValueChecks checks)
        implements Serializable {

    /** Makes the figures of a layer whose units have been judged. */
    static StepDiagnosis of(
            long step,
            StepRows rows,
            LayerStatistics statistics,
            UnitVerdict[] verdicts,
            LayerDeclaration layer,
            Settings settings) {
        return new StepDiagnosis(
                step,
                rows,
                LayerFigures.of(settings, statistics, rows.samples(), layer, verdicts),
                UnitVerdicts.of(
                        verdicts,
                        statistics.units().isPresent()
                                ? UnitShares.of(
                                        statistics,
                                        rows.samples(),
                                        layer.behaviour().orElseThrow())
                                : UnitShares.NONE),
                ValueChecks.of(statistics));
    }

    /** The verdict of each unit, one by one. */
    public UnitVerdict[] verdicts() {
        return units.toArray();
    }

    /** The same with one more figure. */
    public StepDiagnosis with(Figure figure, double value) {
        return with(figures.with(figure, value));
    }

    StepDiagnosis with(Figures changed) {
        return new StepDiagnosis(step, rows, changed, units, checks);
    }

    StepDiagnosis withoutUnits() {
        return new StepDiagnosis(step, rows, figures, UnitVerdicts.NONE, checks);
    }
}
