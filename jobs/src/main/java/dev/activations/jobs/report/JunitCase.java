package dev.activations.jobs.report;

import dev.activations.jobs.gates.CheckResult;
import dev.activations.jobs.rules.Finding;
import dev.activations.jobs.rules.LayerReport;
import dev.activations.jobs.rules.LayerVerdict;
import dev.activations.jobs.rules.Rule;
import dev.activations.jobs.rules.Severity;
import dev.activations.jobs.rules.Suggestion;
import dev.activations.jobs.rules.Suppressed;
import dev.activations.jobs.rules.Undecided;
import java.util.List;
import java.util.stream.Collectors;

/**
 * One test case of report.junit.xml: what one rule, or one check of the user's, says of one layer.
 *
 * @param place the run and the layer, with a dot between
 * @param name the rule, or the check
 * @param outcome what it came to
 * @param message why, in one sentence; empty where it passed and there is nothing to say
 * @param detail the same with what to try
 */
record JunitCase(String place, String name, Outcome outcome, String message, String detail) {

    /** What a test can come to. */
    enum Outcome {
        PASSED,
        FAILED,
        SKIPPED
    }

    static JunitCase of(Finding finding) {
        String place = place(
                finding.subject().run().orElse(""), finding.subject().layer().orElse(""));
        String toTry = finding.suggestions().stream().map(Suggestion::text).collect(Collectors.joining("; "));
        String detail =
                "%s: %s%s".formatted(finding.severity(), finding.evidence(), toTry.isEmpty() ? "" : "\nTry: " + toTry);
        return new JunitCase(place, finding.rule().name(), outcome(finding), finding.evidence(), detail);
    }

    /** A finding that the user has switched off: not passed, and no failure. */
    static JunitCase of(Suppressed suppressed) {
        JunitCase finding = of(suppressed.finding());
        String message = "suppressed: " + suppressed.words();
        return new JunitCase(finding.place, finding.name, Outcome.SKIPPED, message, message + "\n" + finding.detail);
    }

    private static Outcome outcome(Finding finding) {
        if (finding.severity() == Severity.FAIL) {
            return Outcome.FAILED;
        }
        return finding.verdict() == LayerVerdict.INSUFFICIENT_DATA || finding.verdict() == LayerVerdict.NOT_JUDGED
                ? Outcome.SKIPPED
                : Outcome.PASSED;
    }

    /**
     * A rule that has nothing to say of a layer: it passed, unless it could not judge it.
     *
     * @param found what the other rules found in that layer
     */
    static JunitCase ofQuiet(Rule rule, LayerReport layer, List<Finding> found) {
        String place = place(
                layer.diagnosis().layer().key().run(),
                layer.diagnosis().layer().key().layer());
        return Undecided.reason(rule, layer, found)
                .map(why -> new JunitCase(place, rule.name(), Outcome.SKIPPED, why, why))
                .orElseGet(() -> new JunitCase(place, rule.name(), Outcome.PASSED, "", ""));
    }

    static JunitCase of(CheckResult check) {
        String sentence = CheckWords.sentence(check);
        return new JunitCase(
                place(check.run().orElse(""), check.layer().orElse("")),
                check.check(),
                switch (check.outcome()) {
                    case PASS -> Outcome.PASSED;
                    case FAIL -> Outcome.FAILED;
                    case UNDECIDED -> Outcome.SKIPPED;
                },
                sentence,
                sentence);
    }

    private static String place(String run, String layer) {
        if (run.isEmpty() && layer.isEmpty()) {
            return "the log";
        }
        return run.isEmpty() || layer.isEmpty() ? run + layer : run + "." + layer;
    }
}
