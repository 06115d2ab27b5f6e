package dev.activations.jobs.rules;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;

/** What a layer's findings come to, worst first. */
public enum LayerVerdict {
    FAIL,
    WARN,
    INSUFFICIENT_DATA,
    NOT_JUDGED,
    OK;

    /** The worst of the findings; OK where there are none. */
    static LayerVerdict of(Collection<Finding> findings) {
        return findings.stream()
                .map(Finding::verdict)
                .min(Comparator.naturalOrder())
                .orElse(OK);
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
