package dev.activations.jobs.gates;

import dev.activations.jobs.model.InputException;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/**
 * A condition that layers must meet, such as {@code fc.*: max(dead_fraction) over steps < 0.3}; docs/checks.md has the
 * grammar.
 *
 * @param text as the user wrote it
 * @param layers a regular expression of whole layer names; empty for every layer
 * @param function what is made of the quantity
 * @param quantity what is compared
 * @param step the step that it is about; empty for the judged steps, or for all where the function is over steps
 * @param comparison how it is compared
 * @param limit what it is compared with; finite
 */
public record Check(
        String text,
        String layers,
        CheckFunction function,
        Quantity quantity,
        OptionalLong step,
        Comparison comparison,
        double limit) {

    /**
     * Reads a check.
     *
     * @throws InputException in one sentence that quotes the check and points at the place, if it is not one
     */
    public static Check parse(String text) {
        return new CheckParser(text).check();
    }

    /** The layers that it is about, by their whole names. */
    Pattern pattern() {
        return Pattern.compile(layers.isEmpty() ? ".*" : layers, layers.isEmpty() ? Pattern.DOTALL : 0);
    }

    /** Whether it compares with an earlier diagnosis. */
    public boolean needsBaseline() {
        return function == CheckFunction.CHANGE;
    }

    /** The check in the spelling of docs/checks.md, which reads as the same. */
    @Override
    public String toString() {
        String compared =
                switch (function) {
                    case VALUE -> quantity.key();
                    case MAX, MIN, MEAN -> "%s(%s) over steps".formatted(function, quantity.key());
                    case CHANGE -> "%s(%s)".formatted(function, quantity.key());
                };
        return (layers.isEmpty() ? "" : layers + ": ")
                + "%s %s %s".formatted(compared, comparison, limit)
                + (step.isPresent() ? " at step " + step.getAsLong() : "");
    }
}
