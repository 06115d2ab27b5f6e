package dev.activations.jobs.report;

import dev.activations.jobs.rules.Finding;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A finding in the words of files for other programs, which show one sentence of it. */
final class FindingWords {

    private FindingWords() {}

    /** The evidence and the first thing to try. */
    static String sentence(Finding finding) {
        return finding.evidence()
                + finding.suggestions().stream()
                        .findFirst()
                        .map(first -> ". Try: " + first.text())
                        .orElse("");
    }

    /** A run and a layer of it, such as {@code baseline/fc1}; empty where both are. */
    static String place(String run, Optional<String> layer) {
        return Stream.of(run, layer.orElse("")).filter(part -> !part.isEmpty()).collect(Collectors.joining("/"));
    }
}
