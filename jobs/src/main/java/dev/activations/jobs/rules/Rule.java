package dev.activations.jobs.rules;

import java.util.Optional;

/** One rule of the diagnosis: what it looks for in a layer, and what it says when it finds it. */
interface Rule {

    /** The rule's name in report.json, such as {@code dead-units}. */
    String name();

    /** What the rule found; empty where it is quiet. */
    Optional<Finding> judge(LayerCase layer);

    /** Whether an output layer that is meant to become sure of itself is spared this rule. */
    default boolean sparesOutputLayer() {
        return false;
    }
}
