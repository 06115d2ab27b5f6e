package dev.activations.functions.statistics;

import java.io.Serializable;
import java.util.Arrays;

/** The smallest and the largest of many floats, kept place by place, which is faster than one for all of a row. */
final class FloatExtremes implements Serializable {

    private static final long serialVersionUID = 1;

    private final KeyLoop.Step lower = new KeyLoop.Step(KeyLoop.LOWER, 0);
    private final KeyLoop.Step raise = new KeyLoop.Step(KeyLoop.RAISE, 0);
    private final int[] smallest;
    private final int[] largest;

    /** @param width the length of a row */
    FloatExtremes(int width) {
        smallest = new int[width];
        largest = new int[width];
        Arrays.fill(smallest, Integer.MAX_VALUE);
        Arrays.fill(largest, Integer.MIN_VALUE);
    }

    /** Adds a row of finite floats by their {@link FloatKeys}. */
    void add(int[] keys) {
        lower.run(keys, smallest);
        raise.run(keys, largest);
    }

    /** The smallest; there must have been a row. */
    double min() {
        return FloatKeys.value(Arrays.stream(smallest).min().orElseThrow());
    }

    /** The largest; there must have been a row. */
    double max() {
        return FloatKeys.value(Arrays.stream(largest).max().orElseThrow());
    }
}
