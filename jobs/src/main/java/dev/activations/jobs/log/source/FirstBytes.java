package dev.activations.jobs.log.source;

import java.nio.charset.StandardCharsets;

/** The first bytes of a file, one character each. */
record FirstBytes(String text) {

    private static final String BYTE_ORDER_MARK = "\u00ef\u00bb\u00bf";

    static FirstBytes of(byte[] start) {
        return new FirstBytes(new String(start, StandardCharsets.ISO_8859_1));
    }

    boolean are(String magic) {
        return text.startsWith(magic);
    }

    /** The first character of a text in UTF-8 that is no blank; blank where there is none. */
    char firstLetter() {
        String letters = (are(BYTE_ORDER_MARK) ? text.substring(BYTE_ORDER_MARK.length()) : text).strip();
        return letters.isEmpty() ? ' ' : letters.charAt(0);
    }
}
