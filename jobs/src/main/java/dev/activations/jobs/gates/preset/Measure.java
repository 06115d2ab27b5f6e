package dev.activations.jobs.gates.preset;

import dev.activations.jobs.state.StepState;
import java.util.Optional;

/** The number that a rule computes of one layer at one step. */
interface Measure {

    /**
     * @param state has values
     * @return empty where the rule is not about this layer, or the log has nothing of what it reads there
     */
    Optional<Bounds> of(StepState state, Values values);
}
