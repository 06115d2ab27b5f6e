package dev.activations.jobs.rules;

import java.util.Locale;
import java.util.Optional;

/** What a user makes of a rule: how grave its findings are, or that it is off. */
public enum RuleLevel {
    OFF,
    INFO,
    WARN,
    FAIL;

    /** The severity of the rule's findings; empty where it is off. */
    Optional<Severity> severity() {
        return this == OFF ? Optional.empty() : Optional.of(Severity.valueOf(name()));
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
