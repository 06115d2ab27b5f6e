package dev.activations.jobs.gates;

import java.util.Collection;
import java.util.List;
import java.util.Locale;

/** What a check came to. */
public enum Outcome {
    PASS,
    FAIL,
    /** The log does not have enough to tell: never taken for passed. */
    UNDECIDED;

    /** What a check comes to over all its layers: failed if it fails for one, else undecided if it is for one. */
    public static Outcome worst(Collection<CheckResult> results) {
        List<Outcome> outcomes = results.stream().map(CheckResult::outcome).toList();
        return outcomes.contains(FAIL) ? FAIL : outcomes.contains(UNDECIDED) ? UNDECIDED : PASS;
    }

    /** In a sentence, such as "1 check failed". */
    public String words() {
        return switch (this) {
            case PASS -> "passed";
            case FAIL -> "failed";
            case UNDECIDED -> "undecided";
        };
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
