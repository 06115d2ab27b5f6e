package dev.activations.jobs.rules;

import dev.activations.jobs.diagnosis.DiagnosedLayer;
import dev.activations.jobs.diagnosis.Figure;
import dev.activations.jobs.diagnosis.LayerDiagnosis;
import dev.activations.jobs.model.LayerNames;
import dev.activations.jobs.model.Units;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What a report says of its input that only the layers tell: how much a mask left out, and which axis was taken for the units. */
public final class LayerNotes {

    private LayerNotes() {}

    /** @param logSaysAxes whether the log has a column that says which axis the units are */
    public static List<String> of(List<DiagnosedLayer> diagnosed, Units units, boolean logSaysAxes) {
        List<LayerDiagnosis> layers =
                diagnosed.stream().flatMap(layer -> layer.diagnosis().stream()).toList();
        List<String> notes = new ArrayList<>();
        long masked = sum(layers, Figure.MASKED);
        if (masked > 0) {
            long all = masked + sum(layers, Figure.VALUES) + sum(layers, Figure.MISSING);
            notes.add("the mask leaves out %s of the values".formatted(Text.percent((double) masked / all)));
        }
        TreeSet<String> open = layers.stream()
                .filter(layer -> layer.layout().axes() > 1)
                .map(layer -> layer.layer().key().layer())
                .filter(layer -> units.declared(layer).isEmpty())
                .collect(Collectors.toCollection(TreeSet::new));
        if (!open.isEmpty() && !logSaysAxes && !units.elements()) {
            notes.add(
                    "the first axis of a sample's shape is taken for the units of %s; --channel-axis 'LAYERS=-1' takes the last"
                            .formatted(LayerNames.shortened(open)));
        }
        return notes;
    }

    private static long sum(List<LayerDiagnosis> layers, Figure figure) {
        return layers.stream()
                .flatMap(layer -> layer.steps().stream())
                .mapToLong(step -> step.figures().count(figure))
                .sum();
    }
}
