package dev.activations.jobs.rules;

import dev.activations.jobs.diagnosis.Figure;
import java.util.Map;

/** Rules about the log itself: what its rows and values give away about how it was recorded or declared. */
final class LogRules {

    private static final double MISMATCHED_SHARE = 1e-3;

    private LogRules() {}

    static Rule nonFinite() {
        return new StepRule(
                Rules.NON_FINITE,
                Severity.FAIL,
                layer -> true,
                step -> step.checks().nonFinite() > 0,
                step -> Text.sentence(
                        "%,d of %,d values are NaN or infinite, first at step %d",
                        step.checks().nonFinite(), step.figures().count(Figure.VALUES), step.step()),
                step -> Map.of(
                        "values",
                        step.checks().nonFinite(),
                        "of",
                        step.figures().count(Figure.VALUES)),
                Suggestions.nonFinite());
    }

    static Rule impossibleOutput() {
        return new StepRule(
                Rules.IMPOSSIBLE_OUTPUT,
                Severity.FAIL,
                layer -> true,
                step -> step.checks().impossible() > 0,
                step -> Text.sentence(
                        "%,d outputs lie outside the range of the declared activation, first at step %d",
                        step.checks().impossible(), step.step()),
                step -> Map.of("values", step.checks().impossible()),
                Suggestions.checkTheDeclaration());
    }

    static Rule duplicateRows() {
        return new StepRule(
                "duplicate-rows",
                Severity.FAIL,
                layer -> true,
                step -> step.rows().duplicates() > 0,
                step -> Text.sentence(
                        "%,d of %,d rows repeat a run, step, layer, sample and position, first at step %d; bounds count each sample once",
                        step.rows().duplicates(), step.rows().rows(), step.step()),
                step -> Map.of(
                        "rows", step.rows().duplicates(), "of", step.rows().rows()),
                Suggestions.recordOnce());
    }

    static Rule missingValues() {
        return new MissingValues();
    }

    static Rule missingLayer() {
        return new MissingLayer();
    }

    static Rule activationMismatch() {
        return new StepRule(
                "activation-mismatch",
                Severity.WARN,
                layer -> true,
                step -> step.checks().mismatched()
                        > MISMATCHED_SHARE * step.checks().compared(),
                step -> Text.sentence(
                        "%,d of %,d outputs are not what the declared activation gives for their inputs, first at step %d",
                        step.checks().mismatched(), step.checks().compared(), step.step()),
                step -> Map.of(
                        "values",
                        step.checks().mismatched(),
                        "of",
                        step.checks().compared()),
                Suggestions.checkTheDeclaration());
    }

    static Rule preWithoutNegatives() {
        return new PreWithoutNegatives();
    }

    static Rule noActivation() {
        return new InfoRule(
                "no-activation",
                layer -> layer.diagnosis().layer().activation().isEmpty(),
                layer -> "the log names no activation for this layer, so only its values are reported",
                layer -> Map.of(),
                layer -> Suggestions.checkTheDeclaration());
    }
}
