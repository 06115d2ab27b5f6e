package dev.activations.jobs.model;

import java.io.Serializable;
import java.util.Comparator;
import java.util.Optional;

/**
 * Names a layer of a log.
 *
 * @param run the training run; empty where the log has none
 * @param layer the layer's name
 */
public record LayerKey(String run, String layer) implements Serializable, Comparable<LayerKey> {

    private static final Comparator<LayerKey> ORDER =
            Comparator.comparing(LayerKey::run).thenComparing(LayerKey::layer);

    /** The run, where the log has one. */
    public Optional<String> namedRun() {
        return run.isEmpty() ? Optional.empty() : Optional.of(run);
    }

    @Override
    public int compareTo(LayerKey other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return run.isEmpty() ? "layer " + layer : "layer " + layer + " of run " + run;
    }
}
