package dev.activations.jobs.rules;

import dev.activations.jobs.diagnosis.LayerDiagnosis;
import dev.activations.jobs.diagnosis.Notes;
import dev.activations.jobs.diagnosis.Overall;
import dev.activations.jobs.model.StepWindow;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * A layer's diagnosis with the verdict that its findings come to.
 *
 * @param diagnosis the layer over its steps
 * @param judged the steps that the verdict is about, and the figures of them
 * @param verdict the worst of its findings
 * @param reason the finding that decides the verdict; empty where the verdict is ok
 * @param notes why a figure cannot be determined
 */
public record LayerReport(
        LayerDiagnosis diagnosis, Overall judged, LayerVerdict verdict, Optional<Finding> reason, List<String> notes) {

    static LayerReport of(LayerDiagnosis diagnosis, StepWindow window, Collection<Finding> findings) {
        LayerVerdict verdict = LayerVerdict.of(findings);
        return new LayerReport(
                diagnosis,
                diagnosis.judged(window),
                verdict,
                findings.stream()
                        .filter(finding -> finding.verdict() == verdict && verdict != LayerVerdict.OK)
                        .findFirst(),
                Notes.of(diagnosis));
    }

    /** The number that made the verdict what it is, such as "47 of 64 dead"; empty where the verdict is ok. */
    public String why() {
        return reason.map(Finding::why).orElse("");
    }
}
