package dev.activations.tensors;

/**
 * Why a tensor file, or one tensor of it, cannot be read: one sentence that names the file. Nothing of it was returned
 * that is wrong; rows before the damage may have been.
 */
public final class TensorFileException extends RuntimeException {

    private static final long serialVersionUID = 1;

    /**
     * @param file the file's path
     * @param what what is wrong with it, as the rest of the sentence
     * @param values what the text's {@code %} signs stand for
     */
    public TensorFileException(String file, String what, Object... values) {
        super("%s: %s".formatted(file, what.formatted(values)));
    }

    /** As the other, because something else failed first. */
    public TensorFileException(Throwable cause, String file, String what, Object... values) {
        super("%s: %s".formatted(file, what.formatted(values)), cause);
    }
}
