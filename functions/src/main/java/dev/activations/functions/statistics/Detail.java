package dev.activations.functions.statistics;

/** How much of a layer's rows is added up. */
public enum Detail {

    /** All that the diagnosis reports. */
    FULL,

    /**
     * Counts, firing, tails, and the moments and extremes of all values together: no histogram, no gradient, no softmax
     * figures, no subnormal values, no checks of the log, no moments and extremes of single units.
     */
    SUMMARY
}
