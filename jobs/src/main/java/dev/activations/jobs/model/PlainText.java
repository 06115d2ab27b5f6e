package dev.activations.jobs.model;

/**
 * Text from a log, a path or somebody else's exception as it may be shown: what a terminal would take for a command or what
 * would turn the text around is written out, such as {@code \u001b} and {@code \u202e}. Every way out uses this class.
 */
public final class PlainText {

    private static final int ZERO_WIDTH_NON_JOINER = 0x200C;
    private static final int ZERO_WIDTH_JOINER = 0x200D;

    private PlainText() {}

    /** A name or another text of one line; line breaks and tabs in it are written out too. */
    public static String of(String text) {
        return shown(text, false);
    }

    /** A text of several lines, whose line feeds and tabs stay. */
    public static String lines(String text) {
        return shown(text, true);
    }

    /**
     * Whether a code point is not shown as it is: control characters (C0 and C1), line and paragraph separators, format
     * characters such as bidirectional overrides (joiners, which emoji and scripts are made of, excepted), and surrogates
     * that are no half of a pair.
     */
    public static boolean isHidden(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR, Character.SURROGATE ->
                true;
            case Character.FORMAT -> codePoint != ZERO_WIDTH_JOINER && codePoint != ZERO_WIDTH_NON_JOINER;
            default -> false;
        };
    }

    /** As JSON and Java write it: {@code \u001b}; two of these for a code point above U+FFFF. */
    public static String escaped(int codePoint) {
        StringBuilder out = new StringBuilder();
        for (char unit : Character.toChars(codePoint)) {
            String digits = Integer.toHexString(unit);
            out.append("\\u").append("0".repeat(4 - digits.length())).append(digits);
        }
        return out.toString();
    }

    private static String shown(String text, boolean lines) {
        if (text.codePoints().noneMatch(PlainText::isHidden)) {
            return text;
        }
        StringBuilder out = new StringBuilder();
        text.codePoints().forEach(point -> {
            if (isHidden(point) && !(lines && (point == '\n' || point == '\t'))) {
                out.append(escaped(point));
            } else {
                out.appendCodePoint(point);
            }
        });
        return out.toString();
    }
}
