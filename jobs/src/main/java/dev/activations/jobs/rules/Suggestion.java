package dev.activations.jobs.rules;

/**
 * Something to try, modestly meant.
 *
 * @param text what to try
 * @param source where the advice comes from
 */
public record Suggestion(String text, String source) {}
