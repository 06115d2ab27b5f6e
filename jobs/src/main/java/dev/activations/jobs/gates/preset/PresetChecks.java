package dev.activations.jobs.gates.preset;

import dev.activations.jobs.gates.CheckResult;
import dev.activations.jobs.gates.Outcome;
import dev.activations.jobs.model.LayerKey;
import dev.activations.jobs.model.Role;
import dev.activations.jobs.rules.LayerReport;
import dev.activations.jobs.rules.RunReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.Collectors;

/** From the readings of the layers to the results of the chosen presets. */
public final class PresetChecks {

    private final List<ChosenPreset> chosen;
    private final Map<LayerKey, PresetReadings> byLayer;
    private final List<LayerReport> layers;

    /** @param runs whose order of layers the results follow */
    public PresetChecks(List<ChosenPreset> chosen, List<PresetReadings> readings, List<RunReport> runs) {
        this.chosen = chosen;
        this.byLayer = readings.stream().collect(Collectors.toMap(PresetReadings::layer, Function.identity()));
        this.layers = runs.stream().flatMap(run -> run.layers().stream()).toList();
    }

    /** By preset in the order of the options, then by rule, run and depth. */
    public List<CheckResult> results() {
        List<CheckResult> results = new ArrayList<>();
        for (int p = 0; p < chosen.size(); p++) {
            List<CheckResult> ofPreset = new ArrayList<>();
            List<PresetRule> rules = chosen.get(p).rules();
            for (int r = 0; r < rules.size(); r++) {
                ofPreset.addAll(results(p, r, rules.get(r)));
            }
            if (ofPreset.isEmpty()) {
                ofPreset.add(ofNoLayer(chosen.get(p).written(), "none of its rules is about a layer of this log"));
            }
            results.addAll(ofPreset);
        }
        return results;
    }

    private List<CheckResult> results(int preset, int place, PresetRule rule) {
        List<CheckResult> results = new ArrayList<>();
        for (LayerReport layer : layers) {
            LayerKey key = layer.diagnosis().layer().key();
            List<StepReading> readings = byLayer.get(key).of(preset, place);
            boolean skipped = rule.skipsOutput() && layer.diagnosis().role() == Role.OUTPUT;
            if (!readings.isEmpty() && !skipped) {
                results.add(result(chosen.get(preset), rule, key, readings));
            }
        }
        boolean mustSpeak = rule.functions().isEmpty() || chosen.get(preset).isNamed(rule);
        if (results.isEmpty() && mustSpeak) {
            results.add(ofNoLayer(chosen.get(preset).nameOf(rule), "the log has no " + rule.about()));
        }
        return results;
    }

    private static CheckResult result(
            ChosenPreset preset, PresetRule rule, LayerKey layer, List<StepReading> readings) {
        OverSteps.Decision decision = rule.overSteps().decide(readings, rule.limit(), preset.values());
        return new CheckResult(
                preset.nameOf(rule),
                Optional.of(layer.run()),
                Optional.of(layer.layer()),
                decision.value(),
                switch (decision.answer()) {
                    case MET -> Outcome.FAIL;
                    case NOT_MET -> Outcome.PASS;
                    case OPEN -> Outcome.UNDECIDED;
                },
                decision.why());
    }

    private static CheckResult ofNoLayer(String check, String why) {
        return new CheckResult(
                check, Optional.empty(), Optional.empty(), OptionalDouble.empty(), Outcome.UNDECIDED, why);
    }
}
