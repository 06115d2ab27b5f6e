package dev.activations.functions;

/** Parameter values as a person writes them: 1 rather than 1.0, 1E10 rather than 1.0E10. */
final class Values {

    private Values() {}

    static String text(Object value) {
        String text = String.valueOf(value);
        return value instanceof Double ? text.replaceFirst("\\.0(?=E|$)", "") : text;
    }
}
