package dev.activations.jobs.gates.preset;

import dev.activations.jobs.diagnosis.DiagnosedLayer;
import dev.activations.jobs.diagnosis.Figure;
import dev.activations.jobs.diagnosis.LayerDiagnosis;
import dev.activations.jobs.diagnosis.StepDiagnosis;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The figure {@code dormant_units}: what the first preset {@code redo} counts, where the sums determine it. */
public final class DormantUnits {

    private DormantUnits() {}

    /** The layer with the figure at each of its steps; as it is where nobody asked. */
    public static DiagnosedLayer addedTo(DiagnosedLayer layer, PresetReadings readings, List<ChosenPreset> chosen) {
        for (int p = 0; p < chosen.size(); p++) {
            if (chosen.get(p).preset() == RedoPreset.PRESET) {
                Map<Long, Bounds> byStep = readings.of(p, 0).stream()
                        .filter(reading -> reading.bounds().areEqual())
                        .collect(Collectors.toMap(StepReading::step, StepReading::bounds));
                int units = layer.diagnosis().stream()
                        .mapToInt(LayerDiagnosis::units)
                        .sum();
                return layer.withEachStep(step -> with(step, byStep, units));
            }
        }
        return layer;
    }

    private static StepDiagnosis with(StepDiagnosis step, Map<Long, Bounds> byStep, int units) {
        Bounds share = byStep.get(step.step());
        return share == null ? step : step.with(Figure.DORMANT_UNITS, Math.round(share.least() * units));
    }
}
