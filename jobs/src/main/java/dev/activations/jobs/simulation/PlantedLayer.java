package dev.activations.jobs.simulation;

import java.io.Serializable;
import java.util.Optional;

/** What is planted in a layer, the same in every run; which of its units have it is drawn for each run. */
interface PlantedLayer extends Serializable {

    /** How many values one sample has. */
    int width();

    /** The shape of a sample, where a value is not a unit. */
    default Optional<int[]> shape() {
        return Optional.empty();
    }

    /** Whether the log has to hold the inputs of the activation, because its outputs do not tell where it levels off. */
    default boolean loggedByInput() {
        return false;
    }

    /** The layer in one run. */
    LayerOfRun in(Draws run);
}
