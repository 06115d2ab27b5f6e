package dev.activations.jobs.gates.preset;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Every preset, and the tools that cannot have one. */
public final class Presets {

    /** In the order of docs/presets.md. */
    public static final List<Preset> ALL = List.of(
            SageMakerPreset.PRESET,
            RedoPreset.PRESET,
            TorchAuditPreset.PRESET,
            TorchmortemPreset.PRESET,
            DeepDiagnosisPreset.PRESET);

    /** Tools whose rules look at what no log of activations holds, by name, with the reason. */
    static final Map<String, String> LEFT_OUT = leftOut();

    private Presets() {}

    private static Map<String, String> leftOut() {
        Map<String, String> leftOut = new LinkedHashMap<>();
        leftOut.put(
                "autotrainer",
                "AUTOTRAINER judges the gradients of weights and the accuracy, which a log of activations does not hold");
        return leftOut;
    }
}
