package dev.activations.jobs.gates.baseline;

import java.util.Locale;

/** Which way a layer went since the baseline. */
public enum Trend {
    WORSE,
    BETTER,
    /** As much is wrong as before, but with other units, or nothing can be said. */
    CHANGED,
    SAME;

    static Trend of(double worse) {
        return worse > 0 ? WORSE : BETTER;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
