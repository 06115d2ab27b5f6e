package dev.activations.jobs.rules;

import dev.activations.jobs.diagnosis.Figure;
import dev.activations.jobs.diagnosis.StepDiagnosis;
import java.util.List;
import java.util.OptionalDouble;

/**
 * What a log lacks of a layer, over all steps.
 *
 * @param missingRows rows without values
 * @param rows all rows
 * @param missing NULL elements
 * @param elements all elements of rows with values
 */
record Missing(long missingRows, long rows, long missing, long elements) {

    static Missing of(LayerCase layer) {
        List<StepDiagnosis> steps = layer.diagnosis().steps();
        long missing = sum(steps, Figure.MISSING);
        return new Missing(
                layer.diagnosis().missingRows(),
                steps.stream().mapToLong(step -> step.rows().rows()).sum(),
                missing,
                missing + sum(steps, Figure.VALUES) + sum(steps, Figure.MASKED));
    }

    private static long sum(List<StepDiagnosis> steps, Figure figure) {
        return steps.stream().mapToLong(step -> step.figures().count(figure)).sum();
    }

    /** The share of rows or of elements that is missing, whichever is larger. */
    OptionalDouble share() {
        return OptionalDouble.of(
                Math.max((double) missingRows / Math.max(1, rows), (double) missing / Math.max(1, elements)));
    }

    Numbers numbers() {
        return Numbers.of("missing_rows", missingRows)
                .and("rows", rows)
                .and("missing", missing)
                .and("of", elements);
    }

    String sentence() {
        return Text.sentence(
                "%,d of %,d rows have no values, and %,d of %,d elements are NULL: counted as missing, never as zero",
                missingRows, rows, missing, elements);
    }
}
