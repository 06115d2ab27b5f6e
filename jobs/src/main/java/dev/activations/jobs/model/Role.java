package dev.activations.jobs.model;

import java.util.Locale;

/** What part a layer plays in its network, which decides what can be wrong with it. */
public enum Role {
    /** A layer between input and output: judged by every rule. */
    HIDDEN,
    /** A layer that gives the model's answer, and is meant to become sure of itself. */
    OUTPUT;

    /** The role as logs, options and reports write it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
