package dev.activations.jobs.rules;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * A rule that mentions something worth knowing, which is no reason to worry by itself.
 *
 * @param name the rule's name
 * @param applies to which layers
 * @param evidence one sentence with the numbers
 * @param numbers the numbers by name
 * @param suggestions what to try, in order
 */
record InfoRule(
        String name,
        Predicate<LayerCase> applies,
        Function<LayerCase, String> evidence,
        Function<LayerCase, Map<String, Object>> numbers,
        Function<LayerCase, List<Suggestion>> suggestions)
        implements Rule {

    @Override
    public Optional<Finding> judge(LayerCase layer) {
        return applies.test(layer)
                ? Optional.of(Findings.at(
                        layer,
                        Severity.INFO,
                        name,
                        evidence.apply(layer),
                        numbers.apply(layer),
                        suggestions.apply(layer)))
                : Optional.empty();
    }
}
