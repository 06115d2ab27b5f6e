package dev.activations.functions;

import java.util.Set;

/**
 * Facts about an activation from the textbook chapter.
 *
 * @param gradientAtSaturation what the gradient does where the function levels off
 * @param deadNeurons whether units of this function can die
 * @param recommendedUse where to use it, in words
 * @param defaultChoice what it is the default choice for; empty for none
 * @param uses the questions that it answers
 */
public record Facts(
        String gradientAtSaturation,
        DeadNeurons deadNeurons,
        String recommendedUse,
        String defaultChoice,
        Set<Use> uses) {

    /** Whether units can stop learning for good because their gradient is zero. */
    public enum DeadNeurons {
        NO,
        RARE,
        YES
    }
}
