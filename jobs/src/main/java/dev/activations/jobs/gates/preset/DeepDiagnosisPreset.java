package dev.activations.jobs.gates.preset;

import dev.activations.functions.statistics.LayerStatistics;
import dev.activations.functions.statistics.UnitStatistics;
import dev.activations.functions.statistics.ValueStatistics;
import dev.activations.jobs.state.StepState;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The symptoms of DeepDiagnosis that show in activations; its others show in weights, their gradients, loss and accuracy. */
final class DeepDiagnosisPreset {

    private static final String DEAD = "threshold_layer_1";
    private static final String TANH_MIN = "min_threshold_tanh";
    private static final String TANH_MAX = "max_thresholds_tanh";
    private static final String SIGMOID_MIN = "min_threshold_sigmoid";
    private static final String SIGMOID_MAX = "max_thresholds_sigmoid";
    private static final String SATURATED = "threshold_layer";

    static final Preset PRESET = new Preset(
            "deepdiagnosis",
            new Source(
                    "DeepDiagnosis (Wardat, Cruz, Le and Rajan, ICSE 2022)",
                    "DeepDiagnosis/ICSE2022, commit 500b017, callback/callbacks.py",
                    "https://github.com/DeepDiagnosis/ICSE2022"),
            List.of(deadNode(), saturatedActivation(), numericalProblem()),
            List.of(
                    Parameter.share(DEAD, 0.7, "share of outputs up to 0 from which on a layer is dead"),
                    Parameter.number(TANH_MIN, -5, "input of a tanh at and below which it is saturated"),
                    Parameter.number(TANH_MAX, 5, "input of a tanh at and above which it is saturated"),
                    Parameter.number(SIGMOID_MIN, -5, "input of a sigmoid at and below which it is saturated"),
                    Parameter.number(SIGMOID_MAX, 5, "input of a sigmoid at and above which it is saturated"),
                    Parameter.share(SATURATED, 0.5, "share of saturated inputs above which the rule speaks")));

    private DeepDiagnosisPreset() {}

    private static PresetRule deadNode() {
        return new PresetRule(
                "dead_node",
                "identifyDead, of a layer of relu or exponential in the last epoch: len(data[data <= 0.0]) / len(data) >="
                        + " threshold_layer_1.",
                "share of the outputs that are 0 or below, at the last step",
                "Like every share of zeros it fails healthy sparse layers. `dead-units` counts units.",
                "layer of a relu or exponential",
                Set.of("relu", "exponential"),
                false,
                (state, values) -> state.statistics()
                        .map(LayerStatistics::values)
                        .filter(outputs -> outputs.values() > 0)
                        .map(DeepDiagnosisPreset::notPositive),
                Limit.atLeast(DEAD),
                OverSteps.LAST);
    }

    private static Bounds notPositive(ValueStatistics outputs) {
        long count = outputs.histogram().notPositive() + outputs.negativeInfinity();
        return Bounds.exactly((double) count / outputs.values());
    }

    private static PresetRule saturatedActivation() {
        return new PresetRule(
                "saturated_activation",
                "identifySaturated, of the inputs of tanh or sigmoid in every fifth epoch: (values <= min_threshold"
                        + " + values >="
                        + " max_threshold) / size > threshold_layer.",
                "share of the inputs at or beyond the two thresholds of the function, at any step",
                "Its thresholds are ±5, those of `saturation` are where 5 % of the largest gradient is left: ±2.2"
                        + " for tanh, ±4.4 for sigmoid. Both take the share of values. DeepDiagnosis looks in every"
                        + " fifth epoch, this at every step of the log.",
                "layer of a tanh or sigmoid",
                Set.of("tanh", "sigmoid"),
                false,
                DeepDiagnosisPreset::saturated,
                Limit.above(SATURATED),
                OverSteps.ANY);
    }

    private static Optional<Bounds> saturated(StepState state, Values values) {
        LayerStatistics sums = state.statistics().orElseThrow();
        UnitStatistics units = sums.units().orElseThrow();
        boolean tanh = state.layer().function().orElseThrow().entry().name().equals("tanh");
        InputsBeyond beyond = new InputsBeyond(
                sums,
                state.layer().function().orElseThrow().elementwise().orElseThrow(),
                values.get(tanh ? TANH_MIN : SIGMOID_MIN),
                values.get(tanh ? TANH_MAX : SIGMOID_MAX));
        double least = 0;
        double most = 0;
        for (int u = 0; u < units.units(); u++) {
            least += beyond.least(u);
            most += beyond.most(u);
        }
        double all = sums.values().values();
        return all == 0 ? Optional.empty() : Optional.of(Bounds.between(least / all, most / all, InputsBeyond.WHY));
    }

    private static PresetRule numericalProblem() {
        return new PresetRule(
                "numerical_problem",
                "identifyNumerical, of the mean of a layer's outputs in every epoch: isnan(mean) or isinf(mean) or"
                        + " mean == 0.",
                "magnitude of the mean of the outputs, at any step; no number where an output is NaN or infinite",
                "NaN and infinite values are `non-finite` here. A layer of zeros, a numerical problem to"
                        + " DeepDiagnosis, is `dead-units` here.",
                "values",
                Set.of(),
                false,
                (state, values) -> state.statistics()
                        .map(LayerStatistics::values)
                        .filter(outputs -> outputs.values() > 0)
                        .map(DeepDiagnosisPreset::mean),
                Limit.atMost(0).orNotANumber(),
                OverSteps.ANY);
    }

    private static Bounds mean(ValueStatistics outputs) {
        return outputs.nonFinite() > 0
                ? Bounds.NOT_A_NUMBER
                : Bounds.exactly(Math.abs(outputs.moments().mean()));
    }
}
