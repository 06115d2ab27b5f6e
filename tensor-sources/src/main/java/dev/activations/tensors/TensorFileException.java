package dev.activations.tensors;

/**
 * Why a tensor file, or one tensor of it, cannot be read: one sentence that names the file. Nothing of it was returned
 * that is wrong; rows before the damage may have been.
 */
public final class TensorFileException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private static final int LONGEST = 2000;

    /**
     * @param file the file's path
     * @param what what is wrong with it, as the rest of the sentence
     * @param values what the text's {@code %} signs stand for
     */
    public TensorFileException(String file, String what, Object... values) {
        super(shown("%s: %s".formatted(file, what.formatted(values))));
    }

    /** As the other, because something else failed first. */
    public TensorFileException(Throwable cause, String file, String what, Object... values) {
        super(shown("%s: %s".formatted(file, what.formatted(values))), cause);
    }

    /** What a file says may be in a message, but no more than a line of it, and nothing that a terminal obeys. */
    private static String shown(String message) {
        StringBuilder line = new StringBuilder();
        message.codePoints().limit(LONGEST).forEach(character -> {
            boolean seen =
                    switch (Character.getType(character)) {
                        case Character.CONTROL,
                                Character.FORMAT,
                                Character.LINE_SEPARATOR,
                                Character.PARAGRAPH_SEPARATOR,
                                Character.SURROGATE -> false;
                        default -> true;
                    };
            if (seen) {
                line.appendCodePoint(character);
            } else {
                line.append("\\u%04x".formatted(character));
            }
        });
        return message.length() > LONGEST ? line + " …" : line.toString();
    }
}
