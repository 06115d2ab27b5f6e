package dev.activations.jobs.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Makes the suggestions of a run agree. Where one layer's call for more of what another's call for less of, the layer nearer
 * to the input stands, because what is wrong there makes the layers after it look wrong too; and notes give way to warnings.
 */
final class Agreement {

    private final List<Finding> stands = new ArrayList<>();

    private Agreement() {}

    /** @param byLayer the findings of each layer, input side first */
    static List<List<Finding>> of(List<List<Finding>> byLayer) {
        Agreement run = new Agreement();
        return run.agreeing(run.agreeing(byLayer, false), true);
    }

    private List<List<Finding>> agreeing(List<List<Finding>> byLayer, boolean notes) {
        return byLayer.stream()
                .map(findings -> findings.stream()
                        .map(finding -> notes == (finding.severity() == Severity.INFO) ? agreeing(finding) : finding)
                        .toList())
                .toList();
    }

    private Finding agreeing(Finding finding) {
        Optional<Finding> other =
                stands.stream().filter(earlier -> contradict(earlier, finding)).findFirst();
        if (other.isEmpty()) {
            stands.add(finding);
            return finding;
        }
        Subject nearer = other.get().subject();
        return finding.suggesting(
                nearer.equals(finding.subject()) ? other.get().suggestions() : Suggestions.lookAt(nearer.name()));
    }

    private static boolean contradict(Finding one, Finding other) {
        return suggests(one, Suggestions.LARGER_INITIALISATION) && suggests(other, Suggestions.SMALLER_INITIALISATION)
                || suggests(one, Suggestions.SMALLER_INITIALISATION)
                        && suggests(other, Suggestions.LARGER_INITIALISATION);
    }

    private static boolean suggests(Finding finding, Suggestion suggestion) {
        return finding.suggestions().stream().anyMatch(s -> s.text().equals(suggestion.text()));
    }
}
