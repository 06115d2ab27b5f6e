package dev.activations.jobs.rules;

import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A finding of the rule's own limits that a user has switched off or made milder.
 *
 * @param finding as the rule has it
 * @param now how grave it still is; empty where it is off
 * @param by what the user changed
 * @param source where that is said, such as the name of a file; empty where that has none
 */
public record Suppressed(Finding finding, Optional<Severity> now, RuleOverride by, String source) {

    /** Whether the rules that are not judged beside its own stay quiet: all but what an impossible output silences. */
    public boolean silencesOthers() {
        return now.isPresent() || finding.rule() != Rules.IMPOSSIBLE_OUTPUT;
    }

    /** What became of it and why, such as "off, gates saturate by design, until 2027-03-01". */
    public String words() {
        return Stream.of(
                        Stream.of(now.map(severity -> "now " + severity).orElse("off")),
                        Stream.of(by.reason()),
                        by.until().stream().map(day -> "until " + day))
                .flatMap(words -> words)
                .filter(word -> !word.isEmpty())
                .collect(Collectors.joining(", "));
    }
}
