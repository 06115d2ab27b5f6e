package dev.activations.jobs.diagnosis;

import dev.activations.jobs.model.LayerDeclaration;
import java.io.Serializable;
import java.util.List;
import java.util.SortedMap;

/**
 * One layer over all steps of a log, before any finding is judged.
 *
 * @param layer what the log declares it to be
 * @param units how many units it has
 * @param missingRows rows of the layer, at any step, that have no values
 * @param steps ascending, at least one
 * @param overall all steps taken together
 * @param diedAtStep how many of the units dead at the last step died at which step
 * @param revivedUnits units that fired again after having been dead
 * @param notes why a figure cannot be determined
 */
public record LayerDiagnosis(
        LayerDeclaration layer,
        int units,
        long missingRows,
        List<StepDiagnosis> steps,
        Overall overall,
        SortedMap<Long, Integer> diedAtStep,
        int revivedUnits,
        List<String> notes)
        implements Serializable {

    /** The last step: what the layer's verdict is about. */
    public StepDiagnosis latest() {
        return steps.get(steps.size() - 1);
    }

    /** The same of another declaration: its depth is known only when all layers are. */
    public LayerDiagnosis withLayer(LayerDeclaration declared) {
        return new LayerDiagnosis(declared, units, missingRows, steps, overall, diedAtStep, revivedUnits, notes);
    }

    public LayerDiagnosis withSteps(List<StepDiagnosis> changed) {
        return new LayerDiagnosis(layer, units, missingRows, changed, overall, diedAtStep, revivedUnits, notes);
    }
}
