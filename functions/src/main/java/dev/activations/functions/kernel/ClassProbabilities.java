package dev.activations.functions.kernel;

/** A function of a row whose outputs are the probabilities of as many classes, or their logarithms. */
public interface ClassProbabilities extends Rowwise {

    /** Whether the outputs are logarithms of probabilities. */
    default boolean logarithmic() {
        return false;
    }
}
