package dev.activations.benchmarks.paired;

/**
 * What is timed: a function over a number of rows.
 *
 * @param function its call in the catalogue
 * @param doubles whether of doubles and not of floats
 * @param rows how many rows there are; 1 for functions of one number
 */
record Contest(String function, boolean doubles, int rows, int length) {

    static final int VALUES = 1 << 20;

    /** As many rows of this length as make about a million values. */
    static Contest ofRows(String function, boolean doubles, int length) {
        return new Contest(function, doubles, VALUES / length, length);
    }

    String type() {
        return doubles ? "double" : "float";
    }

    int values() {
        return rows * length;
    }
}
