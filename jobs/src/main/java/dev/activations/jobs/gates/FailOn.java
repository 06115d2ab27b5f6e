package dev.activations.jobs.gates;

import java.util.Locale;

/** From which severity on a finding makes the exit status 1. */
public enum FailOn {
    FAIL,
    WARN,
    NEVER;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
