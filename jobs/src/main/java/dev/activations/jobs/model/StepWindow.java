package dev.activations.jobs.model;

import java.io.Serializable;

/**
 * How many of a layer's last steps its verdict is about, taken together.
 *
 * @param steps 1 for the latest step alone, {@link #EVERY} for all of them
 */
public record StepWindow(int steps) implements Serializable {

    private static final int EVERY = Integer.MAX_VALUE;
    private static final String LAST = "last:";

    /** The latest step alone. */
    public static final StepWindow LATEST = new StepWindow(1);

    /** All steps. */
    public static final StepWindow ALL = new StepWindow(EVERY);

    public StepWindow {
        if (steps < 1) {
            throw new IllegalArgumentException("a window must hold at least 1 step, got " + steps);
        }
    }

    /**
     * The window written as {@code latest}, {@code all} or {@code last:N}.
     *
     * @throws IllegalArgumentException for any other text
     */
    public static StepWindow parse(String text) {
        if (text.equals("latest")) {
            return LATEST;
        }
        if (text.equals("all")) {
            return ALL;
        }
        String atLeast = "";
        if (text.matches(LAST + "-?\\d{1,9}")) {
            int steps = Integer.parseInt(text.substring(LAST.length()));
            if (steps >= 1) {
                return new StepWindow(steps);
            }
            atLeast = " with N of at least 1";
        }
        throw new IllegalArgumentException("window must be latest, all or last:N" + atLeast + ", got '" + text + "'");
    }

    @Override
    public String toString() {
        return equals(LATEST) ? "latest" : equals(ALL) ? "all" : LAST + steps;
    }
}
