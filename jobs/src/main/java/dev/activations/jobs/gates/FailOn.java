package dev.activations.jobs.gates;

import java.util.Locale;

/** From which severity on a finding makes the exit status 1. */
public enum FailOn {
    FAIL,
    WARN,
    /** As FAIL, but of the findings only those count that the baseline does not have as failing ones. */
    NEW,
    NEVER;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
