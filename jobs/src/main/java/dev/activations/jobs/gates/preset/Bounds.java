package dev.activations.jobs.gates.preset;

import java.io.Serializable;

/**
 * The number that a tool's rule computes, as far as a log's sums determine it: between two bounds, which are equal where they
 * determine it wholly. NaN where the tool's own formula gives no finite number.
 *
 * @param least it is not below this
 * @param most it is not above this
 * @param why why the two differ, in a clause; empty where they do not
 */
record Bounds(double least, double most, String why) implements Serializable {

    static final Bounds NOT_A_NUMBER = exactly(Double.NaN);

    static Bounds exactly(double value) {
        return new Bounds(value, value, "");
    }

    static Bounds between(double least, double most, String why) {
        return least == most ? exactly(least) : new Bounds(least, most, why);
    }

    boolean areEqual() {
        return Double.compare(least, most) == 0;
    }
}
