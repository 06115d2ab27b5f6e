package dev.activations.jobs.diagnosis;

import java.util.List;
import java.util.Map;

/**
 * What one rule has to say of one layer.
 *
 * @param severity how grave it is
 * @param rule the rule's name, such as {@code dead-units}
 * @param key run and layer
 * @param step the step that it is about
 * @param evidence one sentence with the numbers
 * @param numbers the numbers by name
 * @param suggestions what to try, in order
 */
public record Finding(
        Severity severity,
        String rule,
        LayerKey key,
        long step,
        String evidence,
        Map<String, Object> numbers,
        List<Suggestion> suggestions) {}
