package dev.activations.functions.kernel;

/** What becomes of the elements' losses where a loss is given arrays. */
public enum Reduction {
    /** Their mean; NaN for empty arrays. */
    MEAN,
    /** Their sum; 0 for empty arrays. */
    SUM,
    /** They stay as they are, one for each element. */
    NONE
}
