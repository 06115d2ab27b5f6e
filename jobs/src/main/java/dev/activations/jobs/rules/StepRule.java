package dev.activations.jobs.rules;

import dev.activations.jobs.diagnosis.StepDiagnosis;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * A rule about the first step of which something holds.
 *
 * @param name the rule's name
 * @param severity how grave it is
 * @param applies to which layers
 * @param broken what must hold of no step
 * @param evidence one sentence with the numbers of that step
 * @param numbers the numbers by name
 * @param suggestions what to try, in order
 */
record StepRule(
        String name,
        Severity severity,
        Predicate<LayerCase> applies,
        Predicate<StepDiagnosis> broken,
        Function<StepDiagnosis, String> evidence,
        Function<StepDiagnosis, Map<String, Object>> numbers,
        List<Suggestion> suggestions)
        implements Rule {

    @Override
    public Optional<Finding> judge(LayerCase layer) {
        return layer.diagnosis().steps().stream()
                .filter(step -> applies.test(layer) && broken.test(step))
                .findFirst()
                .map(step -> new Finding(
                        severity,
                        name,
                        layer.diagnosis().layer().key(),
                        step.step(),
                        evidence.apply(step),
                        numbers.apply(step),
                        suggestions));
    }
}
