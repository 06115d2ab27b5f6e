package dev.activations.jobs.report;

/** Breaks a sentence into lines of a terminal, the later ones indented under the first. */
final class Wrap {

    private static final String HANGING = "  ";

    private Wrap() {}

    /** A name from a log as a terminal may show it: control characters, which could be commands to it, become �. */
    static String printable(String name) {
        return name.replaceAll("\\p{Cntrl}", "\uFFFD");
    }

    /**
     * @param head what the text begins with; its colour codes take no room
     * @return lines of at most {@code width} columns (longer words excepted), each ending in a newline
     */
    static String text(String indent, String head, String text, int width) {
        StringBuilder out = new StringBuilder(indent).append(head);
        int column = indent.length() + head.replaceAll("\033\\[\\d+m", "").length();
        boolean first = true;
        for (String word : text.strip().split(" ")) {
            if (!first && column + 1 + word.length() > width) {
                out.append("\n").append(indent).append(HANGING);
                column = indent.length() + HANGING.length();
            } else if (!first || !head.endsWith(" ")) {
                out.append(" ");
                column++;
            }
            out.append(word);
            column += word.length();
            first = false;
        }
        return out.append("\n").toString();
    }
}
