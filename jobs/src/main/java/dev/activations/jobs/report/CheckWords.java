package dev.activations.jobs.report;

import dev.activations.jobs.gates.CheckResult;
import dev.activations.jobs.gates.Outcome;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a user's own check came to, in words. */
final class CheckWords {

    private CheckWords() {}

    /** One sentence without a stop, such as {@code dead_fraction < 0.2 failed: it is 0.734375}. */
    static String sentence(CheckResult check) {
        String is = check.value().isPresent() ? "it is " + number(check.value().getAsDouble()) : "";
        String because =
                Stream.of(is, check.reason()).filter(text -> !text.isEmpty()).collect(Collectors.joining("; "));
        return check.check() + " " + outcome(check.outcome()) + (because.isEmpty() ? "" : ": " + because);
    }

    private static String outcome(Outcome outcome) {
        return switch (outcome) {
            case PASS -> "passed";
            case FAIL -> "failed";
            case UNDECIDED -> "is undecided";
        };
    }

    private static String number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? String.format(Locale.ROOT, "%.0f", value)
                : Double.toString(value);
    }
}
