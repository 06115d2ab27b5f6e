package dev.activations.jobs.gates.preset;

import dev.activations.functions.statistics.ValueStatistics;
import java.util.List;
import java.util.Set;

/** The rule of torch-audit that looks at activations; its others look at weights, gradients of weights and code. */
final class TorchAuditPreset {

    private static final String THRESHOLD = "threshold";

    static final Preset PRESET = new Preset(
            "torch-audit",
            new Source(
                    "torch-audit",
                    "0.3.0 (commit 160a008), src/torch_audit/validators/builtin/activation.py",
                    "https://github.com/RMalkiv/torch-audit"),
            List.of(activationCollapse()),
            List.of(Parameter.share(THRESHOLD, 0.9, "share of zeros above which the rule speaks")));

    private TorchAuditPreset() {}

    private static PresetRule activationCollapse() {
        return new PresetRule(
                "TA105",
                "Activation Collapse (Dead Neurons): sparsity = (output == 0).mean(); a finding where sparsity >"
                        + " threshold.",
                "share of the outputs that are 0, of either sign",
                "A share of zeros does not tell a sparse layer from a dead one: a layer whose units each fire in 5 %"
                        + " of the samples fails, a layer with half of its units dead and the others busy passes."
                        + " `dead-units` counts units.",
                "layer of one of the functions that it hooks",
                Set.of(
                        "relu",
                        "relu6",
                        "leaky_relu",
                        "prelu",
                        "selu",
                        "celu",
                        "elu",
                        "threshold",
                        "hard_swish",
                        "hard_sigmoid",
                        "swish"),
                false,
                (state, values) -> state.statistics()
                        .map(sums -> sums.values())
                        .filter(outputs -> outputs.values() > 0)
                        .map(TorchAuditPreset::sparsity),
                Limit.above(THRESHOLD),
                OverSteps.ANY);
    }

    private static Bounds sparsity(ValueStatistics outputs) {
        return Bounds.exactly((double) outputs.zeros() / outputs.values());
    }
}
