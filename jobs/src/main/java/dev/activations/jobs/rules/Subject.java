package dev.activations.jobs.rules;

import dev.activations.jobs.model.LayerKey;
import java.util.Optional;

/** What a finding is about: the whole log, one run of it, or one layer of a run. */
public sealed interface Subject {

    /** The whole log. */
    record OfLog() implements Subject {}

    /**
     * One run.
     *
     * @param name the run's; empty where the log names none
     */
    record OfRun(String name) implements Subject {}

    /** One layer of a run. */
    record OfLayer(LayerKey key) implements Subject {}

    /** The run, where there is one and the log names it. */
    default Optional<String> run() {
        if (this instanceof OfLayer layer) {
            return layer.key().namedRun();
        }
        return this instanceof OfRun run && !run.name().isEmpty() ? Optional.of(run.name()) : Optional.empty();
    }

    /** The layer's name, where it is about a layer. */
    default Optional<String> layer() {
        return this instanceof OfLayer layer ? Optional.of(layer.key().layer()) : Optional.empty();
    }

    /** How a sentence calls it: the name of the layer, else that of the run, else the log. */
    default String name() {
        return layer().or(this::run).orElse("the log");
    }
}
