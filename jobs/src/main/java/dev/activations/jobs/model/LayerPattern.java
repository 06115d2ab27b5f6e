package dev.activations.jobs.model;

import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** A regular expression that options give for whole names of layers. */
public final class LayerPattern {

    private LayerPattern() {}

    /**
     * The expression, compiled.
     *
     * @throws IllegalArgumentException with a clause that says what is wrong with it, and where
     */
    public static Pattern of(String expression) {
        try {
            return Pattern.compile(expression);
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException(
                    "'%s' is not a regular expression (%s)".formatted(expression, e.getDescription()), e);
        }
    }
}
