package dev.activations.jobs.tables;

import dev.activations.jobs.diagnosis.Figure;
import dev.activations.jobs.diagnosis.LayerDiagnosis;
import dev.activations.jobs.diagnosis.StepDiagnosis;
import dev.activations.jobs.diagnosis.UnitHistory;
import dev.activations.jobs.model.LayerKey;
import dev.activations.jobs.rules.LayerReport;
import java.io.Serializable;
import java.util.HashMap;
import java.util.List;
import java.util.OptionalLong;

/**
 * What became of each unit over all steps, for the rows of its single steps.
 *
 * @param byLayer per layer and unit; layers of which the log does not tell when a unit fires are absent
 */
public record UnitPasts(HashMap<LayerKey, Past[]> byLayer) implements Serializable {

    /** What became of one unit: steps, each null where it never came to that. */
    public record Past(Long lastFired, Long silentSince, Long diedAt, Long revivedAt) implements Serializable {

        static final Past UNTOLD = new Past(null, null, null, null);
    }

    public static UnitPasts of(List<LayerReport> layers) {
        HashMap<LayerKey, Past[]> byLayer = new HashMap<>();
        for (LayerReport layer : layers) {
            LayerDiagnosis diagnosis = layer.diagnosis();
            if (diagnosis.latest().figures().get(Figure.FIRING_RATE_UPPER_BOUND).isPresent()) {
                byLayer.put(diagnosis.layer().key(), pasts(diagnosis.steps()));
            }
        }
        return new UnitPasts(byLayer);
    }

    private static Past[] pasts(List<StepDiagnosis> steps) {
        Past[] pasts = new Past[steps.get(0).verdicts().length];
        for (int u = 0; u < pasts.length; u++) {
            UnitHistory history = UnitHistory.of(steps, u);
            pasts[u] = new Past(
                    lastFired(steps, u),
                    orNull(history.silentSince()),
                    orNull(history.diedAt()),
                    orNull(history.revivedAt()));
        }
        return pasts;
    }

    private static Long lastFired(List<StepDiagnosis> steps, int unit) {
        for (int i = steps.size() - 1; i >= 0; i--) {
            if (steps.get(i).firedUnits()[unit]) {
                return steps.get(i).step();
            }
        }
        return null;
    }

    private static Long orNull(OptionalLong step) {
        return step.isPresent() ? step.getAsLong() : null;
    }

    Past of(LayerKey layer, int unit) {
        Past[] pasts = byLayer.get(layer);
        return pasts == null ? Past.UNTOLD : pasts[unit];
    }
}
