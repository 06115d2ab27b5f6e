package dev.activations.jobs.gates;

import java.util.Locale;

/** What a check came to. */
public enum Outcome {
    PASS,
    FAIL,
    /** The log does not have enough to tell: never taken for passed. */
    UNDECIDED;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
