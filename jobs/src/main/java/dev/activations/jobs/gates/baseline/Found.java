package dev.activations.jobs.gates.baseline;

import dev.activations.jobs.rules.Finding;
import dev.activations.jobs.rules.Severity;

/**
 * A finding as two diagnoses share it.
 *
 * @param severity how grave it is
 * @param rule the name of the rule that says it, which another version of the program may not have
 * @param place what it is about
 */
public record Found(Severity severity, String rule, Place place) {

    /** The finding of a report. */
    public static Found of(Finding finding) {
        return new Found(finding.severity(), finding.rule().name(), Place.of(finding.subject()));
    }

    /** Whether the other is of the same rule and the same place, however grave. */
    boolean isAbout(Found other) {
        return rule.equals(other.rule) && place.equals(other.place);
    }

    Found renamed(String from, String to) {
        return new Found(severity, rule, place.renamed(from, to));
    }
}
