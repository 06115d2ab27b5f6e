package dev.activations.jobs.diagnosis;

/** What can be said of one unit at one step, the first that holds. */
public enum UnitVerdict {
    /** Some of its values are NaN or infinite. */
    NON_FINITE,
    /** It fired in no sample, and the samples prove a firing rate below the limit. */
    DEAD,
    /** All its values lie in one and the same tail of the function, in as many samples as DEAD needs. */
    STUCK,
    /** It is silent or in one tail, but there are too few samples to call it dead or stuck. */
    INSUFFICIENT_DATA,
    /** It fired, and the samples prove a firing rate below the limit all the same. */
    NEARLY_DEAD,
    /** All its values are equal. */
    CONSTANT,
    /** It fired at every position of every sample, for a function that can be off. */
    ALWAYS_ON,
    /** None of the above. */
    ALIVE;

    /** Whether the unit fired in none of the samples. */
    public boolean isSilent() {
        return this == DEAD || this == INSUFFICIENT_DATA;
    }
}
