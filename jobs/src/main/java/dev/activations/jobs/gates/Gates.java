package dev.activations.jobs.gates;

import java.util.List;

/**
 * What the user's own gates came to.
 *
 * @param checks in the order that the user gave them, then by run and depth
 */
public record Gates(List<CheckResult> checks) {

    /** No gate was asked for. */
    public static final Gates NONE = new Gates(List.of());

    /** Whether a check came to this. */
    public boolean have(Outcome outcome) {
        return checks.stream().anyMatch(check -> check.outcome() == outcome);
    }
}
