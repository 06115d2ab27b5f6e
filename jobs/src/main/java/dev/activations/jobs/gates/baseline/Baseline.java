package dev.activations.jobs.gates.baseline;

import java.util.List;

/**
 * An earlier diagnosis.
 *
 * @param folder where it was kept, as the user named it
 * @param snapshot what it came to
 * @param notes what could not be read of it, a sentence each
 */
public record Baseline(String folder, Snapshot snapshot, List<String> notes) {}
