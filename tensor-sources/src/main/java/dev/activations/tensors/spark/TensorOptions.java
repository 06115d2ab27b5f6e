package dev.activations.tensors.spark;

import java.io.Serializable;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * The options of a table of tensors, by whatever case of letters.
 *
 * @param tensor what a tensor's whole name must match; null for all
 * @param axis the axis along which an index counts
 * @param flatten whether a tensor is one row instead
 */
record TensorOptions(Pattern tensor, int axis, boolean flatten) implements Serializable {

    /** Raises IllegalArgumentException, in a sentence that names the option, where one is none. */
    static TensorOptions of(Map<String, String> options) {
        Map<String, String> given = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        given.putAll(options);
        return new TensorOptions(
                pattern(given.get("tensor")),
                integer(given.getOrDefault("axis", "0")),
                bool("flatten", given.getOrDefault("flatten", "false")));
    }

    boolean wants(String name) {
        return tensor == null || tensor.matcher(name).matches();
    }

    private static Pattern pattern(String regex) {
        try {
            return regex == null ? null : Pattern.compile(regex);
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException(
                    "option tensor is not a regular expression: %s in %s".formatted(e.getDescription(), regex), e);
        }
    }

    private static int integer(String text) {
        try {
            return Integer.parseInt(text.strip());
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "option axis is '%s'; it is an integer, such as 0 for the first axis or -1 for the last"
                            .formatted(text),
                    e);
        }
    }

    static boolean bool(String option, String text) {
        return switch (text.strip().toLowerCase(Locale.ROOT)) {
            case "true" -> true;
            case "false" -> false;
            default ->
                throw new IllegalArgumentException("option %s is '%s'; it is true or false".formatted(option, text));
        };
    }
}
