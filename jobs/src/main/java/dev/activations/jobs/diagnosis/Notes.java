package dev.activations.jobs.diagnosis;

import dev.activations.functions.behaviour.Behaviour;
import dev.activations.jobs.model.LayerDeclaration;
import java.util.ArrayList;
import java.util.List;

/** Says why figures of a layer cannot be determined, so that a null in the report is never a riddle. */
final class Notes {

    private Notes() {}

    static List<String> of(LayerDeclaration layer, long missing, List<StepDiagnosis> steps) {
        List<String> notes = new ArrayList<>();
        if (layer.depthAssumed()) {
            notes.add("the log has no depth: layers are taken in the natural order of their names");
        }
        if (layer.activation().isEmpty()) {
            notes.add("the log names no activation: figures of values only; name one by --activation");
        }
        layer.behaviour().ifPresent(behaviour -> addUntold(layer, behaviour, steps, notes));
        if (missing > 0) {
            notes.add(missing + (missing == 1 ? " row has" : " rows have") + " neither pre nor post");
        }
        return notes;
    }

    private static void addUntold(
            LayerDeclaration layer, Behaviour behaviour, List<StepDiagnosis> steps, List<String> notes) {
        boolean gradientMissing = steps.stream()
                .anyMatch(step -> step.figures().get(Figure.MEAN_DERIVATIVE).isEmpty()
                        && step.figures().get(Figure.MEAN).isPresent());
        if (gradientMissing) {
            notes.add("gradient%s of %s cannot be told from its outputs; log its inputs as pre"
                    .formatted(behaviour.byInput().lowTail().isPresent() ? " and saturation" : "", layer.activation()));
        }
        boolean firingMissing = steps.stream()
                .anyMatch(step -> step.figures().get(Figure.DEAD_UNITS).isEmpty());
        if (firingMissing) {
            notes.add("when a unit of %s fires cannot be told from its outputs; log its inputs as pre"
                    .formatted(layer.activation()));
        }
    }
}
