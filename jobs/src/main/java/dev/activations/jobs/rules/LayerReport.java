package dev.activations.jobs.rules;

import dev.activations.jobs.diagnosis.LayerDiagnosis;
import dev.activations.jobs.diagnosis.Notes;
import dev.activations.jobs.diagnosis.Overall;
import dev.activations.jobs.model.StepWindow;
import java.util.Collection;
import java.util.List;

/**
 * A layer's diagnosis with the verdict that its findings come to.
 *
 * @param diagnosis the layer over its steps
 * @param judged the steps that the verdict is about, and the figures of them
 * @param verdict the worst of its findings
 * @param notes why a figure cannot be determined
 */
public record LayerReport(LayerDiagnosis diagnosis, Overall judged, LayerVerdict verdict, List<String> notes) {

    static LayerReport of(LayerDiagnosis diagnosis, StepWindow window, Collection<Finding> findings) {
        return new LayerReport(diagnosis, diagnosis.judged(window), LayerVerdict.of(findings), Notes.of(diagnosis));
    }
}
