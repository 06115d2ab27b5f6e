package dev.activations.jobs.gates;

import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What a check came to for one layer, or for the whole log.
 *
 * @param check as the user wrote it, such as {@code dead_fraction < 0.2}; of a preset, it and one of its rules, such as
 *     {@code sagemaker: dying_relu}
 * @param run the run, its name empty where the log names no runs; no value where the check is about no one run
 * @param layer the layer; no value where the check is about no one layer
 * @param value the number that was compared; empty where the log does not determine it
 * @param outcome whether it passed
 * @param reason why it is undecided, in a clause; of a preset's rule that fails, at which of several steps first; otherwise
 *     empty
 */
public record CheckResult(
        String check,
        Optional<String> run,
        Optional<String> layer,
        OptionalDouble value,
        Outcome outcome,
        String reason) {}
