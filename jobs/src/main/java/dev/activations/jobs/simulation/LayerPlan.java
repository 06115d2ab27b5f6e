package dev.activations.jobs.simulation;

import java.io.Serializable;
import java.util.List;

/**
 * A layer to plant.
 *
 * @param name its name
 * @param activation its activation, as the catalogue writes it
 * @param role its role, empty where none is declared
 * @param words what is planted, as it was asked for, such as {@code relu:64,dead=10%}
 * @param trouble which of these it has: dead, stuck or saturated, a small spread, collapsed heads; a gate is meant to be saturated
 * @param planted the same
 */
public record LayerPlan(
        String name, String activation, String role, String words, List<String> trouble, PlantedLayer planted)
        implements Serializable {}
