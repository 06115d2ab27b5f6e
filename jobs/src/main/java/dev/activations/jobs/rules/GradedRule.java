package dev.activations.jobs.rules;

import dev.activations.jobs.diagnosis.StepDiagnosis;
import dev.activations.jobs.model.StepWindow;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * A rule that compares one number of a layer's latest step with two limits.
 *
 * @param name the rule's name
 * @param applies to which layers
 * @param number the number; an empty one is never judged
 * @param limits from where on it warns and fails
 * @param sparesOutputLayer whether an output layer that is meant to become sure of itself is spared
 * @param evidence one sentence with the numbers
 * @param numbers the numbers by name
 * @param suggestions what to try, in order
 */
record GradedRule(
        String name,
        Predicate<LayerCase> applies,
        Function<LayerCase, OptionalDouble> number,
        Limits limits,
        boolean sparesOutputLayer,
        Function<LayerCase, String> evidence,
        Function<LayerCase, Map<String, Object>> numbers,
        Function<LayerCase, List<Suggestion>> suggestions)
        implements Rule {

    /** From where on a number warns and fails; a limit that is NaN is never reached. */
    record Limits(double warn, double fail, boolean below) {

        /** For a rule that only warns, or only fails. */
        static final double UNREACHED = Double.NaN;

        static Limits atLeast(double warn, double fail) {
            return new Limits(warn, fail, false);
        }

        static Limits below(double warn, double fail) {
            return new Limits(warn, fail, true);
        }

        private boolean reached(double number, double limit) {
            return below ? number < limit : number >= limit;
        }

        Optional<Severity> severity(double number) {
            if (reached(number, fail)) {
                return Optional.of(Severity.FAIL);
            }
            return reached(number, warn) ? Optional.of(Severity.WARN) : Optional.empty();
        }
    }

    /** The first of the last steps at each of which the rule warns or fails; only a window of one step can tell. */
    private long since(LayerCase layer) {
        List<StepDiagnosis> steps = layer.diagnosis().steps();
        int first = steps.size() - 1;
        while (layer.settings().window().equals(StepWindow.LATEST)
                && first > 0
                && severity(layer.until(first - 1)).isPresent()) {
            first--;
        }
        return steps.get(first).step();
    }

    @Override
    public Optional<Finding> judge(LayerCase layer) {
        return severity(layer).map(severity -> Findings.at(
                        layer, severity, name, evidence.apply(layer), numbers.apply(layer), suggestions.apply(layer))
                .since(since(layer)));
    }

    /** How grave it is; empty where the rule is quiet. */
    Optional<Severity> severity(LayerCase layer) {
        OptionalDouble value = applies.test(layer) ? number.apply(layer) : OptionalDouble.empty();
        return value.isEmpty() ? Optional.empty() : limits.severity(value.getAsDouble());
    }
}
