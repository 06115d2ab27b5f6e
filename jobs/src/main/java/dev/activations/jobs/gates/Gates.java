package dev.activations.jobs.gates;

import dev.activations.jobs.diagnosis.DiagnosedLayer;
import dev.activations.jobs.gates.baseline.BaselineComparison;
import dev.activations.jobs.rules.RunReport;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the user's own gates came to.
 *
 * @param checks in the order that the user gave them, then by run and depth
 * @param baseline how the diagnosis differs from an earlier one; empty where none was named
 */
public record Gates(List<CheckResult> checks, Optional<BaselineComparison> baseline) {

    /** No gate was asked for. */
    public static final Gates NONE = new Gates(List.of());

    /** Checks without a baseline. */
    public Gates(List<CheckResult> checks) {
        this(checks, Optional.empty());
    }

    /**
     * What checks come to.
     *
     * @param runs with their layers by depth
     * @param withoutValues layers of the log that are in no run, because none of their rows has values
     * @param baseline what {@code change(FIGURE)} is read from
     */
    public static Gates of(
            List<Check> checks,
            List<RunReport> runs,
            List<DiagnosedLayer> withoutValues,
            Optional<BaselineComparison> baseline) {
        return new Gates(
                checks.stream()
                        .flatMap(check -> Evaluation.of(check, runs, withoutValues, baseline).stream())
                        .toList(),
                baseline);
    }

    /** These and more. */
    public Gates and(List<CheckResult> more) {
        return new Gates(Stream.concat(checks.stream(), more.stream()).toList(), baseline);
    }

    /** The results of each check, by its text; the checks in the order that they were given. */
    public Map<String, List<CheckResult>> byCheck() {
        return checks.stream()
                .collect(Collectors.groupingBy(CheckResult::check, LinkedHashMap::new, Collectors.toList()));
    }

    /** Whether a check came to this. */
    public boolean have(Outcome outcome) {
        return checks.stream().anyMatch(check -> check.outcome() == outcome);
    }
}
