package dev.activations.jobs;

import dev.activations.jobs.gates.FailOn;
import dev.activations.jobs.model.Role;
import dev.activations.jobs.model.Settings;
import dev.activations.jobs.rules.Finding;
import dev.activations.jobs.rules.LayerVerdict;
import dev.activations.jobs.rules.RunReport;
import dev.activations.jobs.rules.Severity;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The diagnosis of a log.
 *
 * @param input what was read
 * @param settings the options that change a number
 * @param activations what was declared in the log's stead: activation by pattern of layer names
 * @param roles what was declared in the log's stead: role by pattern of layer names
 * @param runs by name
 */
public record Report(
        Input input,
        Settings settings,
        Map<String, String> activations,
        Map<String, Role> roles,
        List<RunReport> runs) {

    /** Exit status of a diagnosis that found nothing to fail on. */
    public static final int OK = 0;

    /** Exit status of a diagnosis with a finding to fail on. */
    public static final int FAILED = 1;

    /** Exit status of a diagnosis that some layer had too few samples for, or of a run that could not be judged. */
    public static final int NOT_ENOUGH_DATA = 3;

    /** The findings of all runs, gravest first. */
    public List<Finding> findings() {
        return runs.stream()
                .flatMap(run -> run.findings().stream())
                .sorted(Comparator.comparing(Finding::severity))
                .toList();
    }

    /** The status to exit with: 1 for a finding to fail on, 3 for too few samples to tell or nothing judged, otherwise 0. */
    public int exitStatus(FailOn failOn) {
        return switch (failOn) {
            case NEVER -> OK;
            case FAIL -> exitStatus(Stream.of(Severity.FAIL));
            case WARN -> exitStatus(Stream.of(Severity.FAIL, Severity.WARN));
        };
    }

    private int exitStatus(Stream<Severity> failing) {
        if (failing.anyMatch(severity -> findings().stream().anyMatch(finding -> finding.severity() == severity))) {
            return FAILED;
        }
        boolean undecided = runs.stream()
                .anyMatch(run -> run.verdict() == LayerVerdict.NOT_JUDGED
                        || run.layers().stream().anyMatch(layer -> layer.verdict() == LayerVerdict.INSUFFICIENT_DATA));
        return undecided ? NOT_ENOUGH_DATA : OK;
    }
}
