package dev.activations.jobs.gates.preset;

/** Whether a number meets the condition of a rule. */
enum Answer {
    MET,
    NOT_MET,
    /** The bounds of the number lie on both sides of the limit. */
    OPEN
}
