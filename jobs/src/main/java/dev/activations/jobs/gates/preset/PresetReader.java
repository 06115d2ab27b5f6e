package dev.activations.jobs.gates.preset;

import dev.activations.functions.Activation;
import dev.activations.jobs.model.LayerDeclaration;
import dev.activations.jobs.state.StepState;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Asks the rules of the chosen presets of one layer as its steps come, from the last to the first. */
public final class PresetReader {

    private final LayerDeclaration layer;
    private final List<ChosenPreset> chosen;
    private final List<List<List<StepReading>>> readings = new ArrayList<>();

    public PresetReader(LayerDeclaration layer, List<ChosenPreset> chosen) {
        this.layer = layer;
        this.chosen = chosen;
        for (ChosenPreset preset : chosen) {
            List<List<StepReading>> ofRules = new ArrayList<>();
            preset.rules().forEach(rule -> ofRules.add(new ArrayList<>()));
            readings.add(ofRules);
        }
    }

    public void add(long step, StepState state) {
        if (state.statistics().isEmpty()) {
            return;
        }
        for (int p = 0; p < chosen.size(); p++) {
            List<PresetRule> rules = chosen.get(p).rules();
            for (int r = 0; r < rules.size(); r++) {
                List<StepReading> ofRule = readings.get(p).get(r);
                if (isAbout(rules.get(r))) {
                    rules.get(r)
                            .measure()
                            .of(state, chosen.get(p).values())
                            .ifPresent(bounds -> ofRule.add(new StepReading(step, bounds)));
                }
            }
        }
    }

    private boolean isAbout(PresetRule rule) {
        return rule.functions().isEmpty()
                || layer.function()
                        .map(Activation::entry)
                        .filter(entry -> rule.functions().contains(entry.name()))
                        .isPresent();
    }

    /** What the layer came to. */
    public PresetReadings readings() {
        readings.forEach(ofRules -> ofRules.forEach(Collections::reverse));
        return new PresetReadings(layer.key(), readings);
    }
}
