package dev.activations.jobs.rules;

import dev.activations.jobs.diagnosis.LayerDiagnosis;
import java.util.List;
import java.util.Map;

/** Makes findings about a layer's latest step. */
final class Findings {

    private Findings() {}

    static Finding at(
            LayerCase layer,
            Severity severity,
            String rule,
            String evidence,
            Map<String, Object> numbers,
            List<Suggestion> suggestions) {
        LayerDiagnosis diagnosis = layer.diagnosis();
        return new Finding(
                severity, rule, diagnosis.layer().key(), diagnosis.latest().step(), evidence, numbers, suggestions);
    }
}
