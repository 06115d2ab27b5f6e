package dev.activations.jobs.gates.preset;

import dev.activations.jobs.rules.Text;
import java.util.Locale;

/**
 * A number or a yes-or-no that a preset's user may change.
 *
 * @param name as the tool itself calls it, such as {@code threshold_layer}
 * @param defaultValue the tool's own default; of a yes-or-no 1 for true and 0 for false
 * @param isFlag whether it is a yes-or-no
 * @param low the least number that makes sense
 * @param high the greatest
 * @param meaning what it is, in a phrase
 */
public record Parameter(String name, double defaultValue, boolean isFlag, double low, double high, String meaning) {

    static Parameter percent(String name, double defaultValue, String meaning) {
        return new Parameter(name, defaultValue, false, 0, 100, meaning);
    }

    static Parameter share(String name, double defaultValue, String meaning) {
        return new Parameter(name, defaultValue, false, 0, 1, meaning);
    }

    /** Any number of at least 0. */
    static Parameter size(String name, double defaultValue, String meaning) {
        return new Parameter(name, defaultValue, false, 0, Double.MAX_VALUE, meaning);
    }

    static Parameter number(String name, double defaultValue, String meaning) {
        return new Parameter(name, defaultValue, false, -Double.MAX_VALUE, Double.MAX_VALUE, meaning);
    }

    static Parameter flag(String name, boolean defaultValue, String meaning) {
        return new Parameter(name, defaultValue ? 1 : 0, true, 0, 1, meaning);
    }

    /**
     * The value that a text stands for.
     *
     * @throws IllegalArgumentException naming the parameter, the text and what is allowed
     */
    double parse(String text) {
        if (isFlag) {
            return switch (text.toLowerCase(Locale.ROOT)) {
                case "true" -> 1;
                case "false" -> 0;
                default -> throw refused("true or false", text);
            };
        }
        try {
            double value = Double.parseDouble(text);
            if (value >= low && value <= high) {
                return value;
            }
        } catch (NumberFormatException e) {
            throw refused(allowed(), text);
        }
        throw refused(allowed(), text);
    }

    private String allowed() {
        if (low == -Double.MAX_VALUE) {
            return "a number";
        }
        return high == Double.MAX_VALUE
                ? "a number of 0 or more"
                : "a number from %s to %s".formatted(Text.number(low), Text.number(high));
    }

    private IllegalArgumentException refused(String allowed, String text) {
        return new IllegalArgumentException("%s takes %s, not '%s'".formatted(name, allowed, text));
    }

    /** The default, as a user would write it. */
    public String defaultText() {
        if (isFlag) {
            return Boolean.toString(defaultValue != 0);
        }
        boolean whole = defaultValue == Math.rint(defaultValue) && Math.abs(defaultValue) < 1e6;
        return whole
                ? Long.toString((long) defaultValue)
                : Double.toString(defaultValue).replace(".0E", "e");
    }
}
