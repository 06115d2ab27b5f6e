package dev.activations.jobs.rules;

import java.util.Locale;

/** How grave a finding is, gravest first. */
public enum Severity {
    FAIL,
    WARN,
    INFO;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
