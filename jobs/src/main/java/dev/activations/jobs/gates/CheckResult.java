package dev.activations.jobs.gates;

import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What a check came to for one layer, or for the whole log.
 *
 * @param check as the user wrote it, such as {@code dead_fraction < 0.2}
 * @param run the run, its name empty where the log names no runs; no value where the check is about no one run
 * @param layer the layer; no value where the check is about no one layer
 * @param value the number that was compared; empty where the log does not determine it
 * @param outcome whether it passed
 * @param reason why it is undecided, in a clause; empty where it is not
 */
public record CheckResult(
        String check,
        Optional<String> run,
        Optional<String> layer,
        OptionalDouble value,
        Outcome outcome,
        String reason) {}
