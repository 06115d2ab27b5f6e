package dev.activations.jobs;

import dev.activations.jobs.gates.CheckResult;
import dev.activations.jobs.gates.Gates;
import dev.activations.jobs.gates.Outcome;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** Reports for the tests of what CI systems read: with the paths that a log was read from, checks, and hostile names. */
final class CiReports {

    /** Markup, escapes, a link, a placeholder, what is no character, and an emoji. */
    static final String HOSTILE = "a<b>&\"']]>\u001b[31m\n::error::x,%0A [y](http://z) {0} \uffff \ud83d\ude00";

    private CiReports() {}

    /** The demo, read from this path, with a check of every outcome. */
    static Report demo(String path) {
        return with(
                DigitsLog.report(),
                List.of(path),
                check(Outcome.PASS, "healthy-relu", 0.1, ""),
                check(Outcome.FAIL, "high-lr-relu", 0.734375, ""),
                check(Outcome.UNDECIDED, "healthy-gelu", Double.NaN, "gelu has no dead units"));
    }

    /** A dead layer and one with too few samples, in a run and layers of hostile names. */
    static Report hostile() {
        return TestLog.log()
                .run("run " + HOSTILE)
                .layer("dead " + HOSTILE, 0, "relu")
                .posts(300, 0f, 0f, 0f, 0f)
                .layer("short " + HOSTILE, 1, "relu")
                .posts(20, 0f, 0f, 0f, 0f)
                .diagnosed();
    }

    static Report with(Report report, List<String> paths, CheckResult... checks) {
        return new Report(
                Input.of(paths, "parquet", paths.size()),
                report.settings(),
                report.activations(),
                report.roles(),
                report.runs(),
                new Gates(List.of(checks)));
    }

    private static CheckResult check(Outcome outcome, String run, double value, String reason) {
        return new CheckResult(
                "dead_fraction < 0.2",
                Optional.of(run),
                Optional.of("hidden1"),
                Double.isNaN(value) ? OptionalDouble.empty() : OptionalDouble.of(value),
                outcome,
                reason);
    }
}
