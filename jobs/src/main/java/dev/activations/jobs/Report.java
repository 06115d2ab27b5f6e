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
 * @param activations activations declared by options, which override the log: activation by pattern of layer names
 * @param roles roles declared by options, which override the log: role by pattern of layer names
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

    /** Exit status of a diagnosis in which some layer had too few samples or some run could not be judged. */
    public static final int NOT_ENOUGH_DATA = 3;

    /** The findings of all runs, most severe first. */
    public List<Finding> findings() {
        return runs.stream()
                .flatMap(run -> run.findings().stream())
                .sorted(Comparator.comparing(Finding::severity))
                .toList();
    }

    /** The exit status: 1 if a finding fails, 3 if there are too few samples or nothing could be judged, otherwise 0. */
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
