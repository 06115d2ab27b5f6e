package dev.activations.jobs.rules;

import dev.activations.jobs.diagnosis.StepDiagnosis;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds inputs of a rectifier that an in-place activation overwrote with its outputs: among many, none is below 0. */
final class PreWithoutNegatives implements Rule {

    private static final long INPUTS_TO_JUDGE = 1000;

    @Override
    public String name() {
        return "pre-without-negatives";
    }

    @Override
    public Optional<Finding> judge(LayerCase layer) {
        List<StepDiagnosis> steps = layer.diagnosis().steps();
        long inputs = steps.stream().mapToLong(step -> step.checks().inputs()).sum();
        boolean negative = steps.stream().anyMatch(step -> step.checks().smallestInput() < 0);
        if (!layer.isRectifier() || inputs < INPUTS_TO_JUDGE || negative) {
            return Optional.empty();
        }
        return Optional.of(Findings.at(
                layer,
                Severity.FAIL,
                name(),
                Text.sentence("none of %,d inputs is negative: an in-place activation probably overwrote them", inputs),
                Map.of("values", inputs),
                Suggestions.recordBeforeInPlace()));
    }
}
