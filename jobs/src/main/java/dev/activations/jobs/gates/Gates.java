package dev.activations.jobs.gates;

import dev.activations.jobs.gates.baseline.BaselineComparison;
import java.util.List;
import java.util.Optional;

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

    /** Whether a check came to this. */
    public boolean have(Outcome outcome) {
        return checks.stream().anyMatch(check -> check.outcome() == outcome);
    }
}
