package dev.activations.jobs.diagnosis;

import dev.activations.functions.statistics.UnitLayout;
import dev.activations.jobs.model.LayerDeclaration;
import dev.activations.jobs.model.Role;
import java.io.Serializable;
import java.util.List;
import java.util.SortedMap;

/**
 * One layer over all steps of a log, before any finding is judged.
 *
 * @param layer what the log declares it to be
 * @param role the part it plays; where none is declared, hidden until the run's layers are together
 * @param layout how a row is made of units
 * @param missingRows rows of the layer, at any step, that have no values
 * @param steps ascending, at least one
 * @param overall all steps taken together
 * @param diedAtStep how many of the units dead at the last step died at which step
 * @param stuckSinceFirst units that are stuck in a tail both at the first step and at the last
 * @param revivedUnits units that fired again after having been dead
 */
public record LayerDiagnosis(
        LayerDeclaration layer,
        Role role,
        UnitLayout layout,
        long missingRows,
        List<StepDiagnosis> steps,
        Overall overall,
        SortedMap<Long, Integer> diedAtStep,
        int stuckSinceFirst,
        int revivedUnits)
        implements Serializable {

    /** The last step: what the layer's verdict is about. */
    public StepDiagnosis latest() {
        return steps.get(steps.size() - 1);
    }

    /** How many units it has. */
    public int units() {
        return layout.units();
    }

    /** How many classes a softmax of it chooses from. */
    public int classes() {
        return layout.lastAxis();
    }

    /** Whether the outputs have no upper bound, so that their scale tells something. */
    public boolean isUnbounded() {
        return layer.behaviour()
                .filter(behaviour -> Double.isInfinite(behaviour.outputRange().high()))
                .isPresent();
    }

    /** The same of another declaration: its depth is known only when all layers are. */
    public LayerDiagnosis withLayer(LayerDeclaration declared) {
        return new LayerDiagnosis(
                declared, role, layout, missingRows, steps, overall, diedAtStep, stuckSinceFirst, revivedUnits);
    }

    public LayerDiagnosis withSteps(List<StepDiagnosis> changed) {
        return new LayerDiagnosis(
                layer, role, layout, missingRows, changed, overall, diedAtStep, stuckSinceFirst, revivedUnits);
    }

    LayerDiagnosis with(List<StepDiagnosis> changed, Overall changedOverall) {
        return new LayerDiagnosis(
                layer, role, layout, missingRows, changed, changedOverall, diedAtStep, stuckSinceFirst, revivedUnits);
    }

    /** The layer, playing this part. */
    public LayerDiagnosis playing(Role other) {
        return new LayerDiagnosis(
                layer, other, layout, missingRows, steps, overall, diedAtStep, stuckSinceFirst, revivedUnits);
    }
}
