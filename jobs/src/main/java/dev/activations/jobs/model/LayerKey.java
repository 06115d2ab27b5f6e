package dev.activations.jobs.model;

import java.io.Serializable;
import java.util.Comparator;
import java.util.Optional;

/**
 * Names a layer of a log.
 *
 * @param runNamed whether the log names the run
 * @param run the training run; empty where the log has none
 * @param layer the layer's name
 */
public record LayerKey(boolean runNamed, String run, String layer) implements Serializable, Comparable<LayerKey> {

    private static final Comparator<LayerKey> ORDER = Comparator.comparing(LayerKey::runNamed)
            .thenComparing(LayerKey::run)
            .thenComparing(LayerKey::layer);

    /** A layer of a run with a name, be it an empty one. */
    public LayerKey(String run, String layer) {
        this(true, run, layer);
    }

    /** A layer of a run without a name. */
    public static LayerKey ofUnnamedRun(String layer) {
        return new LayerKey(false, "", layer);
    }

    /** The run, where the log has one. */
    public Optional<String> namedRun() {
        return Optional.of(run).filter(name -> runNamed);
    }

    @Override
    public int compareTo(LayerKey other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return runNamed ? "layer " + layer + " of run " + run : "layer " + layer;
    }
}
