package dev.activations.jobs.damage;

/** What the job made of an input that was tampered with. */
enum Outcome {
    /** The report of the untouched input. */
    SAME("same report"),
    /** Another report, which lists what of the input is not in it. */
    TOLD("read in part, and reported"),
    /** One sentence and exit status 2. */
    REFUSED("rejected in one sentence"),
    /** Another report, and no word. */
    SILENT("wrong report, unnoticed"),
    /** Anything else: an internal error, or no end. */
    CRASHED("internal error");

    private final String words;

    Outcome(String words) {
        this.words = words;
    }

    String words() {
        return words;
    }
}
