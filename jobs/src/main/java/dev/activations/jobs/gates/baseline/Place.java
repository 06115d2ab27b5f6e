package dev.activations.jobs.gates.baseline;

import dev.activations.jobs.model.LayerKey;
import dev.activations.jobs.rules.Subject;
import java.util.Optional;

/**
 * Where something was found: a layer, a run or the log, by names that two diagnoses may share.
 *
 * @param run the run's name; empty where the log names none
 * @param layer the layer's name; no value where it is about no one layer
 */
public record Place(String run, Optional<String> layer) {

    /** A layer of a run. */
    public static Place of(String run, String layer) {
        return new Place(run, Optional.of(layer));
    }

    static Place of(LayerKey key) {
        return of(key.namedRun().orElse(""), key.layer());
    }

    static Place of(Subject subject) {
        return new Place(subject.run().orElse(""), subject.layer());
    }

    /** The same place if that run had the other name. */
    Place renamed(String from, String to) {
        return run.equals(from) ? new Place(to, layer) : this;
    }

    /** Such as "hidden1 of high-lr-relu". */
    @Override
    public String toString() {
        return layer.map(name -> run.isEmpty() ? name : name + " of " + run)
                .orElse(run.isEmpty() ? "the log" : "run " + run);
    }
}
