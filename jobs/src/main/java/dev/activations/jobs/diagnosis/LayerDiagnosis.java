package dev.activations.jobs.diagnosis;

import dev.activations.functions.statistics.UnitLayout;
import dev.activations.jobs.model.LayerDeclaration;
import dev.activations.jobs.model.Role;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

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
        int revivedUnits)
        implements Serializable {

    /**
     * Follows the units of a layer over its steps.
     *
     * @param missingRows rows of the layer, at any step, that have no values
     * @param anyOrder its steps with values, at least one
     * @param overall the same taken together
     */
    public static LayerDiagnosis of(
            LayerDeclaration layer,
            UnitLayout layout,
            long missingRows,
            List<StepDiagnosis> anyOrder,
            Overall overall) {
        List<StepDiagnosis> steps = new ArrayList<>(anyOrder);
        steps.sort(Comparator.comparingLong(StepDiagnosis::step));
        SortedMap<Long, Integer> died = new TreeMap<>();
        int revived = 0;
        for (int u = 0; u < steps.get(0).verdicts().length; u++) {
            UnitHistory history = UnitHistory.of(steps, u);
            history.diedAt().ifPresent(step -> died.merge(step, 1, Integer::sum));
            revived += history.revivedAt().isPresent() ? 1 : 0;
        }
        return new LayerDiagnosis(
                layer,
                layer.role().orElse(Role.HIDDEN),
                layout,
                missingRows,
                withStillDead(steps),
                overall,
                died,
                revived);
    }

    private static List<StepDiagnosis> withStillDead(List<StepDiagnosis> steps) {
        List<StepDiagnosis> result = new ArrayList<>(steps);
        for (int i = 1; i < steps.size(); i++) {
            StepDiagnosis before = steps.get(i - 1);
            StepDiagnosis now = steps.get(i);
            if (now.figures().get(Figure.DEAD_UNITS).isPresent()) {
                long still = IntStream.range(0, now.verdicts().length)
                        .filter(u -> now.verdicts()[u] == UnitVerdict.DEAD && before.verdicts()[u] == UnitVerdict.DEAD)
                        .count();
                result.set(i, now.with(now.figures().with(Figure.STILL_DEAD_UNITS, still)));
            }
        }
        return result;
    }

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

    public LayerDiagnosis withSteps(List<StepDiagnosis> changed) {
        return new LayerDiagnosis(layer, role, layout, missingRows, changed, overall, diedAtStep, revivedUnits);
    }

    LayerDiagnosis with(List<StepDiagnosis> changed, Overall changedOverall) {
        return new LayerDiagnosis(layer, role, layout, missingRows, changed, changedOverall, diedAtStep, revivedUnits);
    }

    /** The layer, playing this part. */
    public LayerDiagnosis playing(Role other) {
        return new LayerDiagnosis(layer, other, layout, missingRows, steps, overall, diedAtStep, revivedUnits);
    }
}
