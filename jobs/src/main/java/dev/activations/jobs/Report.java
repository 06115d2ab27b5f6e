package dev.activations.jobs;

import dev.activations.jobs.gates.FailOn;
import dev.activations.jobs.gates.Gates;
import dev.activations.jobs.gates.Outcome;
import dev.activations.jobs.model.Role;
import dev.activations.jobs.model.Settings;
import dev.activations.jobs.rules.Finding;
import dev.activations.jobs.rules.LayerVerdict;
import dev.activations.jobs.rules.RunReport;
import dev.activations.jobs.rules.Severity;
import dev.activations.jobs.rules.Suppressed;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * The diagnosis of a log.
 *
 * @param input what was read
 * @param settings the options that change a number
 * @param activations activations declared by options, which override the log: activation by pattern of layer names
 * @param roles roles declared by options, which override the log: role by pattern of layer names
 * @param runs by name
 * @param gates what the user's own checks came to
 */
public record Report(
        Input input,
        Settings settings,
        Map<String, String> activations,
        Map<String, Role> roles,
        List<RunReport> runs,
        Gates gates) {

    /** Exit status of a diagnosis that found nothing to fail on. */
    public static final int OK = 0;

    /** Exit status of a diagnosis with a finding or a check to fail on. */
    public static final int FAILED = 1;

    /** Exit status of a diagnosis with a layer of too few samples, a run that could not be judged or an undecided check. */
    public static final int NOT_ENOUGH_DATA = 3;

    /** The findings of all runs, most severe first. */
    public List<Finding> findings() {
        return runs.stream()
                .flatMap(run -> run.findings().stream())
                .sorted(Comparator.comparing(Finding::severity))
                .toList();
    }

    /** The findings of all runs that the user has switched off or made milder, by run, most severe first. */
    public List<Suppressed> suppressed() {
        return runs.stream().flatMap(run -> run.suppressed().stream()).toList();
    }

    /**
     * The exit status: 1 if a finding or a check fails, 3 if there are too few samples, nothing could be judged or a check
     * is undecided, otherwise 0.
     *
     * @param failOn which findings count; checks always do
     * @throws IllegalArgumentException for {@link FailOn#NEW} of a report that is compared with no baseline
     */
    public int exitStatus(FailOn failOn) {
        if (gates.have(Outcome.FAIL) || hasFindingToFailOn(failOn)) {
            return FAILED;
        }
        return gates.have(Outcome.UNDECIDED) || failOn != FailOn.NEVER && isUndecided() ? NOT_ENOUGH_DATA : OK;
    }

    Report with(Gates others) {
        return new Report(input, settings, activations, roles, runs, others);
    }

    private boolean hasFindingToFailOn(FailOn failOn) {
        return switch (failOn) {
            case NEVER -> false;
            case NEW ->
                gates.baseline()
                        .orElseThrow(() -> new IllegalArgumentException("only a baseline tells which findings are new"))
                        .hasNewFailure();
            case FAIL -> findings().stream().anyMatch(finding -> finding.severity() == Severity.FAIL);
            case WARN -> findings().stream().anyMatch(finding -> finding.severity() != Severity.INFO);
        };
    }

    private boolean isUndecided() {
        return runs.stream()
                .anyMatch(run -> run.verdict() == LayerVerdict.NOT_JUDGED
                        || run.layers().stream().anyMatch(layer -> layer.verdict() == LayerVerdict.INSUFFICIENT_DATA));
    }
}
