package dev.activations.functions;

/** Parameter values as a person writes them: 1 rather than 1.0. */
final class Values {

    private Values() {}

    static String text(Object value) {
        String text = String.valueOf(value);
        return value instanceof Double && text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
    }
}
