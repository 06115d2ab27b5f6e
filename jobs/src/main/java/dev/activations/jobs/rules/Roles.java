package dev.activations.jobs.rules;

import dev.activations.jobs.diagnosis.LayerDiagnosis;
import dev.activations.jobs.model.Role;
import java.util.ArrayList;
import java.util.List;

/** Gives the layers of a run their roles: those that are declared, and otherwise what activation, shape and depth suggest. */
final class Roles {

    private Roles() {}

    /**
     * @param byDepth the layers, input side first
     * @param assumesOutput whether a sigmoid at the deepest layer may be taken for the output
     */
    static List<LayerDiagnosis> assign(List<LayerDiagnosis> byDepth, boolean assumesOutput) {
        List<LayerDiagnosis> layers = new ArrayList<>();
        byDepth.forEach(layer -> layers.add(layer.playing(layer.layer().role().orElseGet(() -> suggested(layer)))));
        int last = layers.size() - 1;
        LayerDiagnosis deepest = layers.get(last);
        boolean undeclared = deepest.layer().role().isEmpty();
        boolean tokensByClasses =
                deepest.role() == Role.ATTENTION && deepest.layout().axes() == 2;
        boolean assumed = assumesOutput
                && isSigmoid(deepest)
                && layers.stream().allMatch(layer -> layer.layer().role().isEmpty());
        if (undeclared && tokensByClasses || assumed) {
            layers.set(last, deepest.playing(Role.OUTPUT));
        }
        return layers;
    }

    private static Role suggested(LayerDiagnosis layer) {
        if (!layer.layer().isSoftmaxKind()) {
            return Role.HIDDEN;
        }
        return layer.layout().axes() > 1 ? Role.ATTENTION : Role.OUTPUT;
    }

    private static boolean isSigmoid(LayerDiagnosis layer) {
        return layer.layer()
                .function()
                .filter(function -> function.entry().name().equals("sigmoid"))
                .isPresent();
    }
}
