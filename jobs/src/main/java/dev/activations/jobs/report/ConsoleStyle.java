package dev.activations.jobs.report;

import dev.activations.jobs.gates.Outcome;
import dev.activations.jobs.rules.LayerVerdict;
import dev.activations.jobs.rules.Severity;

/**
 * How the console report is set.
 *
 * @param coloured whether to use ANSI colours
 * @param width columns to wrap at, at least 40
 * @param full whether every run, layer and name has its line, however many there are
 */
public record ConsoleStyle(boolean coloured, int width, boolean full) {

    private static final int NARROWEST = 40;
    private static final String RED = "31";
    private static final String YELLOW = "33";
    private static final String GREEN = "32";
    private static final String BOLD = "1";
    private static final String DIM = "2";

    /** The short of a report, which a terminal has room for. */
    public ConsoleStyle(boolean coloured, int width) {
        this(coloured, width, false);
    }

    public ConsoleStyle {
        width = Math.max(NARROWEST, width);
    }

    String bold(String text) {
        return ansi(BOLD, text);
    }

    String dim(String text) {
        return ansi(DIM, text);
    }

    String of(LayerVerdict verdict, String text) {
        return switch (verdict) {
            case FAIL -> ansi(RED, text);
            case WARN, INSUFFICIENT_DATA, NOT_JUDGED -> ansi(YELLOW, text);
            case OK -> ansi(GREEN, text);
        };
    }

    String of(Outcome outcome, String text) {
        return switch (outcome) {
            case FAIL -> ansi(RED, text);
            case UNDECIDED -> ansi(YELLOW, text);
            case PASS -> ansi(GREEN, text);
        };
    }

    String of(Severity severity, String text) {
        return switch (severity) {
            case FAIL -> ansi(RED, text);
            case WARN -> ansi(YELLOW, text);
            case INFO -> dim(text);
        };
    }

    private String ansi(String code, String text) {
        return coloured ? "\033[" + code + "m" + text + "\033[0m" : text;
    }
}
