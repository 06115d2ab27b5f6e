package dev.activations.jobs.gates.preset;

import dev.activations.jobs.model.LayerKey;
import java.io.Serializable;
import java.util.List;

/**
 * What the rules of the chosen presets computed of one layer.
 *
 * @param layer whose
 * @param ofRules by preset, then by rule, the readings by step; empty where the rule is not about the layer
 */
public record PresetReadings(LayerKey layer, List<List<List<StepReading>>> ofRules) implements Serializable {

    List<StepReading> of(int preset, int rule) {
        return ofRules.get(preset).get(rule);
    }
}
