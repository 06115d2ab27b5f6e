package dev.activations.jobs.rules;

import dev.activations.jobs.diagnosis.LayerDiagnosis;
import dev.activations.jobs.diagnosis.Notes;
import java.util.Collection;
import java.util.List;

/**
 * A layer's diagnosis with the verdict that its findings come to.
 *
 * @param diagnosis the layer over its steps
 * @param verdict the worst of its findings
 * @param notes why a figure cannot be determined
 */
public record LayerReport(LayerDiagnosis diagnosis, LayerVerdict verdict, List<String> notes) {

    static LayerReport of(LayerDiagnosis diagnosis, Collection<Finding> findings) {
        return new LayerReport(diagnosis, LayerVerdict.of(findings), Notes.of(diagnosis));
    }
}
