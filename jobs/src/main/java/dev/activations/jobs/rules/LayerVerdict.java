package dev.activations.jobs.rules;

import java.util.Collection;
import java.util.Locale;

/** What a layer's findings come to. */
public enum LayerVerdict {
    FAIL,
    WARN,
    INSUFFICIENT_DATA,
    OK;

    static LayerVerdict of(Collection<Finding> findings) {
        if (findings.stream().anyMatch(finding -> finding.severity() == Severity.FAIL)) {
            return FAIL;
        }
        if (findings.stream().anyMatch(finding -> finding.severity() == Severity.WARN)) {
            return WARN;
        }
        return findings.stream().anyMatch(finding -> finding.rule().equals(Rules.NOT_ENOUGH_DATA))
                ? INSUFFICIENT_DATA
                : OK;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
