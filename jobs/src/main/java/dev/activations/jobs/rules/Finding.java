package dev.activations.jobs.rules;

import dev.activations.jobs.model.LayerKey;
import java.util.List;
import java.util.Map;

/**
 * What one rule has to say of one layer.
 *
 * @param severity how grave it is
 * @param rule the rule's name, such as {@code dead-units}
 * @param key run and layer
 * @param step the step that it is about
 * @param since the step from which on it held at every step until this one; the same where it is about one step alone
 * @param evidence one sentence with the numbers
 * @param numbers the numbers by name
 * @param suggestions what to try, in order
 */
public record Finding(
        Severity severity,
        String rule,
        LayerKey key,
        long step,
        long since,
        String evidence,
        Map<String, Object> numbers,
        List<Suggestion> suggestions) {

    /** A finding about one step alone. */
    public Finding(
            Severity severity,
            String rule,
            LayerKey key,
            long step,
            String evidence,
            Map<String, Object> numbers,
            List<Suggestion> suggestions) {
        this(severity, rule, key, step, step, evidence, numbers, suggestions);
    }

    Finding since(long first) {
        return new Finding(severity, rule, key, step, first, evidence, numbers, suggestions);
    }
}
