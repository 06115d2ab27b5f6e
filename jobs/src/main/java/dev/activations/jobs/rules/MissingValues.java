package dev.activations.jobs.rules;

import dev.activations.jobs.diagnosis.Figure;
import dev.activations.jobs.diagnosis.StepDiagnosis;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds rows without values and NULL elements, at any step: many are a warning, a few worth knowing. */
final class MissingValues implements Rule {

    private static final double MANY = 0.01;

    @Override
    public String name() {
        return "missing-values";
    }

    @Override
    public Optional<Finding> judge(LayerCase layer) {
        List<StepDiagnosis> steps = layer.diagnosis().steps();
        long rows = steps.stream().mapToLong(step -> step.rows().rows()).sum();
        long missingRows = layer.diagnosis().missingRows();
        long missing = sum(steps, Figure.MISSING);
        long elements = missing + sum(steps, Figure.VALUES) + sum(steps, Figure.MASKED);
        if (missingRows + missing == 0) {
            return Optional.empty();
        }
        boolean many = missingRows > MANY * rows || missing > MANY * elements;
        return Optional.of(Findings.at(
                layer,
                many ? Severity.WARN : Severity.INFO,
                name(),
                Text.sentence(
                        "%,d of %,d rows have no values, and %,d of %,d elements are NULL: counted as missing, never as zero",
                        missingRows, rows, missing, elements),
                Map.of("missing_rows", missingRows, "rows", rows, "missing", missing, "of", elements),
                Suggestions.recordEverything()));
    }

    private static long sum(List<StepDiagnosis> steps, Figure figure) {
        return steps.stream().mapToLong(step -> step.figures().count(figure)).sum();
    }
}
