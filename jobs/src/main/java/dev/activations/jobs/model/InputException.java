package dev.activations.jobs.model;

/** What is wrong with a log, in one sentence that names the file, the column or the row. The job ends with status 2. */
public final class InputException extends RuntimeException {

    private static final long serialVersionUID = 1;

    public InputException(String sentence) {
        super(sentence);
    }

    public InputException(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
