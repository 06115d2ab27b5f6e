package dev.activations.jobs.report;

import dev.activations.jobs.model.PlainText;

/** Breaks a sentence into lines of a terminal, the later ones indented under the first. */
final class Wrap {

    private static final String HANGING = "  ";

    private Wrap() {}

    /**
     * @param head what the text begins with; its colour codes take no room
     * @return lines of at most {@code width} columns (longer words excepted), each ending in a newline
     */
    static String text(String indent, String head, String text, int width) {
        StringBuilder out = new StringBuilder(indent).append(head);
        int column = indent.length() + length(head.replaceAll("\033\\[\\d+m", ""));
        boolean first = true;
        for (String word : PlainText.of(text).strip().split(" ")) {
            if (!first && column + 1 + length(word) > width) {
                out.append("\n").append(indent).append(HANGING);
                column = indent.length() + HANGING.length();
            } else if (!first || !head.endsWith(" ")) {
                out.append(" ");
                column++;
            }
            out.append(word);
            column += length(word);
            first = false;
        }
        return out.append("\n").toString();
    }

    /** How many characters a terminal shows, which a pair of surrogates is one of. */
    static int length(String text) {
        return text.codePointCount(0, text.length());
    }
}
