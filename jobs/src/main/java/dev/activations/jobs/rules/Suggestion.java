package dev.activations.jobs.rules;

/**
 * Something to try, modestly meant.
 *
 * @param text what to try
 * @param source where the advice comes from
 * @param because the number that it rests on, in words; empty where it is the finding's own
 */
public record Suggestion(String text, String source, String because) {

    Suggestion(String text, String source) {
        this(text, source, "");
    }

    Suggestion because(String words) {
        return new Suggestion(text, source, words);
    }
}
