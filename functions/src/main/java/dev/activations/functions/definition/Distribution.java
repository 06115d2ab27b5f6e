package dev.activations.functions.definition;

/** A function of a row whose outputs are the probabilities of as many classes, or their logarithms. */
public interface Distribution extends Rowwise {

    /** Whether the outputs are logarithms of probabilities. */
    default boolean logarithmic() {
        return false;
    }
}
