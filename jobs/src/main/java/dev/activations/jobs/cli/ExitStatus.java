package dev.activations.jobs.cli;

/** The exit statuses that are about the command, not about the log. */
final class ExitStatus {

    static final int OK = 0;
    static final int INPUT_ERROR = 2;

    /** It could not finish: an internal error, or too little memory. */
    static final int INTERNAL_ERROR = 4;

    private ExitStatus() {}
}
